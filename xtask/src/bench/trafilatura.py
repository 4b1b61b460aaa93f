import json
import sys

import trafilatura

for line in sys.stdin:
    page = json.loads(line)
    document = trafilatura.bare_extraction(page["html"], url=page["url"], with_metadata=True)
    found = document.as_dict() if document else {}
    answer = {"id": page["id"], "title": found.get("title"), "published": found.get("date"), "text": found.get("text")}
    print(json.dumps(answer))
