import { expect, test } from "vitest";
import { SettingError } from "#config/setting-error";
import { toolHosts, whyNot } from "#config/tool-hosts";

const good = [
  "https://api.shop.example",
  "https://api.shop.example/",
  "https://api.shop.example/v1",
  "https://api.shop.example/v1/orders",
  "https://shop.example",
  "https://a-b.shop.co.uk/base",
  "https://xn--bcher-kva.example",
  "https://API.Shop.Example/v1",
];

test.each(good)("a public host may be called: %s", (address) => {
  expect(whyNot(address, false)).toBeNull();
});

/** Spellings of addresses that lead inside: this machine, its network, the cloud's metadata. */
const inner = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "0",
  "0.0.0.0",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "017700000001",
  "0177.0.0.1",
  "127.0.0.1.",
  "10.0.0.1",
  "10.1",
  "172.16.0.1",
  "192.168.0.1",
  "192.168.1",
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "１２７.0.0.1",
  "①②⑦.0.0.1",
  "127。0。0。1",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[0:0:0:0:0:ffff:a9fe:a9fe]",
  "[fe80::1]",
  "[fc00::1]",
  "[fd12:3456::1]",
  "[64:ff9b::7f00:1]",
  "[2001:db8::1]",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "foo.localhost",
  "metadata.google.internal",
  "metadata",
  "kubernetes",
  "db.internal",
  "printer.local",
  "router.lan",
  "nas.home",
  "git.corp",
  "wiki.intranet",
  "vault.private",
  "box.home.arpa",
  "1.0.0.127.in-addr.arpa",
  "hidden.onion",
  "x.test",
  "x.invalid",
  "127.0.0.1.nip.io",
  "a.127-0-0-1.sslip.io",
  "10.0.0.1.xip.io",
  "localtest.me",
  "a.lvh.me",
  "8.8.8.8",
  "1.1.1.1",
];

/** Ways of writing them, and of writing around a check. */
const wrapped = (host: string): string[] => [
  `https://${host}`,
  `https://${host}/v1`,
  `https://${host}:443/`,
  `http://${host}`,
  `https://user:pass@${host}/`,
];

test("no spelling of an inner address may be called, nor any IP address", () => {
  const addresses = inner.flatMap(wrapped);
  expect(addresses.length).toBeGreaterThanOrEqual(295);
  expect(addresses.filter((address) => whyNot(address, false) === null)).toEqual([]);
});

test.each([
  "",
  "shop",
  "//shop.example",
  "/v1",
  "http://shop.example",
  "ftp://shop.example",
  "file:///etc/passwd",
  "data:text/plain,x",
  "javascript:alert(1)",
  "blob:https://shop.example/x",
  "ws://shop.example",
  "https://shop.example:8443",
  "https://shop.example/v1?x=1",
  "https://shop.example/v1#x",
  "https://shop.example?",
  "https://shop.example#",
  "https://shop.example/../admin",
  "https://shop.example/%2e%2e/admin",
  "https://shop.example//evil.example",
  "https://shop.example\\@evil.example",
  "https://shop.example@evil.example",
  "https://evil.example%2f@shop.example",
  "https:shop.example",
  "https:///shop.example",
  "https://shop .example",
  "https://shop.example\t/x",
  "https://sh\u00adop.example",
])("an address that is not written plainly is refused: %j", (address) => {
  expect(whyNot(address, false)).not.toBeNull();
});

test("where the demo shop is on, a server of the same machine may be named, and nothing else that is inside", () => {
  expect(["http://localhost:9000", "http://127.0.0.1:9000/v1", "https://localhost"].map((address) => whyNot(address, true))).toEqual([
    null,
    null,
    null,
  ]);
  const others = inner.filter((host) => !/^(?:localhost|LOCALHOST|\[::1\])$/.test(host) && new Set(["127.0.0.1"]).has(host) === false);
  expect(
    others.filter((host) => whyNot(`http://${host}`, true) === null && !/127\.0\.0\.1/.test(new URL(`http://${host}`).hostname)),
  ).toEqual([]);
});

test("the setting names each host, and a wrong one is told with what to write", () => {
  const hosts = toolHosts(" shop=https://api.shop.example/v1 , crm=https://crm.example", false);
  expect([...hosts.keys()]).toEqual(["shop", "crm"]);
  expect(toolHosts("", false).size).toBe(0);
  expect(toolHosts("shop=demo", true).get("shop")).toEqual({ kind: "demo" });
  for (const wrong of ["shop", "Shop=https://a.example", "shop=http://a.example", "shop=demo", "shop=https://10.0.0.1"])
    expect(() => toolHosts(wrong, false)).toThrow(SettingError);
});
