"""Reads the names of feeds' documents from standard input, one a line, with a
sign before it: - for one that need only be XML with namespaces, + for one to
be read with feedparser too. Prints what it finds, an object of JSON a line."""
import calendar
import json
import sys
import xml.etree.ElementTree

sys.path.pop(0)  # this file has the library's name
import feedparser


def read(data):
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if feed.bozo:
        return {"fault": str(feed.bozo_exception)}
    return {
        "title": feed.feed.get("title"),
        "link": feed.feed.get("link"),
        "language": feed.feed.get("language"),
        "items": [item(e) for e in feed.entries],
    }


def item(e):
    date = e.get("published_parsed")
    found = {
        "id": e.get("id"),
        "link": e.get("link"),
        "date": date and calendar.timegm(date) * 1000,
        "enclosures": [
            {"url": x.get("href"), "length": int(x.get("length") or -1), "type": x.get("type")} for x in e.enclosures
        ],
    }
    # What looks like an e-mail address it takes out of a name, with the signs
    # around it; such names cannot be compared.
    authors = e.get("authors", [])
    if not any("email" in a for a in authors):
        found["authors"] = [a.get("name") for a in authors]
    return found


for line in sys.stdin:
    with open(line[1:].rstrip("\n"), "rb") as f:
        data = f.read()
    try:
        xml.etree.ElementTree.fromstring(data)
        found = read(data) if line[0] == "+" else {}
    except xml.etree.ElementTree.ParseError as e:
        found = {"fault": str(e)}
    print(json.dumps(found))
