"""Python 2: a web server and its clients, JSON, and an error with a pair of values."""
import urllib, urllib2, json, threading, BaseHTTPServer, commands, os
class H(BaseHTTPServer.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200); self.end_headers(); self.wfile.write("hello %s" % self.path)
    def do_POST(self):
        body = self.rfile.read(int(self.headers.getheader('content-length')))
        self.send_response(200); self.end_headers(); self.wfile.write(json.dumps({"got": body}))
    def log_message(self, *a): pass
server = BaseHTTPServer.HTTPServer(("localhost", 0), H)
t = threading.Thread(target=server.serve_forever); t.daemon = True; t.start()
url = "http://localhost:%d/x" % server.server_port
print urllib2.urlopen(url).read()
print urllib.urlopen(url).read()[:5]
print json.loads(urllib2.urlopen(urllib2.Request(url, json.dumps({"a": 1}))).read())["got"]
print urllib2.urlopen(url, urllib.urlencode({"q": "a b"})).read()
import socket
try: raise socket.error(3, "x")
except socket.error, (n, text): print n, text

print json.dumps({"a": [1, 2]}, indent=2), repr(json.dumps([1, {"b": None}]))
json.dump([1, 2], open("x.json", "w"), indent=1); print repr(open("x.json").read()), json.load(open("x.json"))

# TF 1.15 printed, run alone:
# hello /x
# hello
# {"a": 1}
# {"got": "q=a+b"}
# 3 x
# {
#   "a": [
#     1, 
#     2
#   ]
# } '[1, {"b": null}]'
# '[\n 1, \n 2\n]' [1, 2]
