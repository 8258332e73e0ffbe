"""The health check of the web container: does this process answer? Exit 0 when it does."""

import os
import sys
from http.client import HTTPConnection

if __name__ == "__main__":
    verbinding = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=4)
    verbinding.request("GET", "/leeft/", headers={"Host": os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0]})
    sys.exit(verbinding.getresponse().status != 200)
