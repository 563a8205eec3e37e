"""What a web page that the user opens can do to the daemon: nothing. With a real browser, where there is one."""

import unittest

from browser import Browser, Site, chromium
from harness import EndToEndTest

# Each attack reports how it ended, as far as a page can see.
ATTACKS = """<!DOCTYPE html><title>A page</title><body><script>
const target = 'http://HOST:PORT';
const body = JSON.stringify({path: 'FOLDER', dataset: 'main'});
const report = (name, end) => fetch('/report', {method: 'POST', body: JSON.stringify({name, end: String(end)})});
const add = target + '/projects/stolen/autowatch/add';
const attempt = (name, promise) => promise.then((answer) => report(name, answer.type + ' ' + answer.status),
                                                (error) => report(name, error.name));
attempt('text', fetch(add, {method: 'POST', mode: 'no-cors', headers: {'Content-Type': 'text/plain'}, body}));
attempt('form data', fetch(add, {method: 'POST', mode: 'no-cors', body: new URLSearchParams({path: 'FOLDER'})}));
attempt('json', fetch(add, {method: 'POST', headers: {'Content-Type': 'application/json'}, body}));
attempt('read', fetch(target + '/projects'));
attempt('read blindly', fetch(target + '/projects', {mode: 'no-cors'}));
attempt('delete', fetch(target + '/projects/mine/autowatch/remove?path=FOLDER', {method: 'DELETE'}));
attempt('without a referrer', fetch(add, {method: 'POST', mode: 'no-cors', referrerPolicy: 'no-referrer', body}));
report('beacon', navigator.sendBeacon(add, new Blob([body], {type: 'text/plain'})));
const image = new Image();
image.onload = image.onerror = (event) => report('image', event.type);
image.src = target + '/projects/mine/autowatch/list';
const script = document.createElement('script');
script.onload = script.onerror = (event) => report('script', event.type);
script.src = target + '/projects';
document.body.append(script);
const socket = new WebSocket(target.replace('http', 'ws') + '/ws');
socket.onopen = socket.onerror = (event) => report('socket', event.type);
const frame = document.createElement('iframe');
frame.name = 'frame';
frame.onload = () => report('form', 'sent');
document.body.append(frame);
const form = document.createElement('form');
form.method = 'POST';
form.enctype = 'text/plain';
form.target = 'frame';
form.action = add;
const field = document.createElement('input');
field.name = body.slice(0, -1) + ',"x":"';
field.value = '"}';
form.append(field);
document.body.append(form);
form.submit();
</script>"""
COUNT = 12


@unittest.skipUnless(chromium(), "there is no Chromium here")
class AWebPage(EndToEndTest):
    def setUp(self):
        super().setUp()
        self.browser = self.new_browser()
        self.mine = self.project({"a.txt": "mine\n"}, name="mine")
        self.mine.add_and_wait()

    def new_browser(self):
        browser = Browser()
        self.addCleanup(browser.close)
        return browser

    def refusals(self):
        """How many requests were answered by each status, whatever the route."""
        counts = {}
        for line in self.daemon.get("/metrics").raw.decode().splitlines():
            if line.startswith("vectray_http_requests_total{"):
                labels, number = line.rsplit(" ", 1)
                status = labels.split('status="')[1].split('"')[0]
                counts[status] = counts.get(status, 0) + int(float(number))
        return counts

    def attack(self, site_host, target_host):
        page = ATTACKS.replace("HOST", target_host).replace("PORT", str(self.daemon.port)).replace("FOLDER", str(self.sandbox.folder("other")))
        site = Site(page)
        self.addCleanup(site.close)
        before = self.refusals()
        reports = self.browser.reports_of(site, "http://%s:%d/page" % (site_host, site.port), COUNT)
        return {report["name"]: report["end"] for report in reports}, before

    def assert_nothing_happened(self):
        projects = self.daemon.get("/projects").json["projects"]
        self.assertEqual([project["name"] for project in projects], ["mine"])
        self.assertEqual(len(self.mine.configurations()), 1)
        self.assertEqual(list(self.mine.files()), ["a.txt"])
        self.assert_healthy()

    def assert_in_vain(self, ends):
        for name in ("json", "read", "delete"):
            self.assertEqual(ends[name], "TypeError", ends)
        self.assertEqual(ends["socket"], "error", ends)
        self.assertEqual(ends["image"], "error", ends)
        self.assert_nothing_happened()

    def test_of_another_site_changes_and_learns_nothing(self):
        ends, before = self.attack("evil.test", "localhost")
        self.assert_in_vain(ends)
        self.assertGreaterEqual(self.refusals().get("403", 0) - before.get("403", 0), 5)  # they did arrive

    def test_of_another_port_changes_and_learns_nothing(self):
        ends, before = self.attack("localhost", "localhost")
        self.assert_in_vain(ends)
        self.assertGreaterEqual(self.refusals().get("403", 0) - before.get("403", 0), 5)

    def test_whose_name_is_made_to_mean_this_machine_learns_nothing(self):
        ends, before = self.attack("evil.test", "rebind.test")
        self.assert_in_vain(ends)
        self.assertGreaterEqual(self.refusals().get("421", 0) - before.get("421", 0), 5)
        text = self.new_browser().text_of("http://rebind.test:%d/projects" % self.daemon.port)
        self.assertIn("421", text)
        self.assertNotIn("mine", text)

    def test_of_our_own_shows_the_interface(self):
        text = self.browser.text_of("http://localhost:%d/docs" % self.daemon.port)
        self.assertIn("/projects/{project}/query", text)
        self.assertIn("Search by meaning", text)


if __name__ == "__main__":
    unittest.main()
