"""A client that speaks to the review page as its own script does."""

from starlette.testclient import TestClient

HOST = "http://127.0.0.1:8765"


class Client(TestClient):
    """Speaks as our own page does; `place` is the article that tests look at."""

    def write(self, path: str, data: object, **headers: str):
        """A write, as the page's script sends it."""
        mine = {"origin": HOST, "x-l10n": self.secrets.csrf, "content-type": "application/json"}
        return self.post(path, json=data, headers=mine | headers)

    def entries(self, place: str = "en/2025/chips") -> dict[str, dict]:
        """The rows of an article by source text."""
        rows = self.get(f"/api/queue/{place}").json()["rows"]
        return {row["source"]: row for row in rows}

    def detail(self, source: str, place: str = "en/2025/chips") -> dict:
        """An entry with all that the page is told of it."""
        name = self.entries(place)[source]["id"]
        return self.get(f"/api/entry/{place}", params={"id": name}).json()

    def act(self, source: str, action: str, place: str = "en/2025/chips", **more: str):
        """One action on the entry of a source text, as it stands."""
        entry = self.detail(source, place)
        data = {"id": entry["id"], "version": entry["version"], "action": action} | more
        return self.write(f"/api/edit/{place}", data)
