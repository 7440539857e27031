import { byId, channelNames, el, keyed, when, words } from "./dom.js";
import { initials } from "./patients.js";
import { reply, toast } from "./service.js";

/** Channels that a patient can answer on; a push, a letter and the voice cannot be. */
const answerable = ["sms", "email", "portal"];
let shownId;

export function showPhone(chosen) {
  const key = chosen ? `${chosen.id} ${JSON.stringify(chosen.addresses)}` : "";
  if (key !== shownId) {
    shownId = key;
    byId("phone-head").replaceChildren(...head(chosen));
    showAddresses(chosen);
    byId("thread").replaceChildren();
  }
  if (!chosen) return;
  const thread = byId("thread");
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 60;
  const had = thread.children.length;
  const bubbles = chosen.thread.map((bubble) => ({ ...bubble, zone: chosen.timeZone }));
  keyed(thread, bubbles, ({ id }) => id, bubbleOf);
  if (atEnd || had === 0) thread.scrollTop = thread.scrollHeight;
}

function head(chosen) {
  if (!chosen) return [el("h2", {}, "No patient")];
  const addresses = chosen.addresses.map(({ channel, address, health, stopped }) =>
    el(
      "span",
      { class: `address${stopped || health !== "ok" ? " off" : ""}`, title: stopped ? "opted out" : health },
      `${channelNames[channel]} ${address}`,
      stopped ? el("em", {}, " opted out") : health !== "ok" && el("em", {}, ` ${health}`),
    ),
  );
  return [
    el("span", { class: "avatar", "aria-hidden": "true" }, initials(chosen.name)),
    el("div", { class: "whose" }, el("h2", {}, chosen.name), el("div", { class: "addresses" }, ...addresses)),
  ];
}

function showAddresses(chosen) {
  const usable = (chosen?.addresses ?? []).filter(({ channel }) => answerable.includes(channel));
  byId("from").replaceChildren(
    ...usable.map(({ channel, address }) =>
      el("option", { value: JSON.stringify({ channel, address }) }, channelNames[channel]),
    ),
  );
  for (const control of byId("reply").querySelectorAll("button, input, select"))
    control.disabled = usable.length === 0;
  byId("text").placeholder = usable.length === 0 ? "No address to answer from" : "Reply as the patient";
}

function bubbleOf({ from, channel, at, text, subject, understood, outreachId, zone }) {
  const paper = channel === "letter" && from === "clinic";
  const meta = [channelNames[channel], when(at, zone), understood && `understood: ${words(understood)}`];
  return el(
    "li",
    { class: `bubble ${from}` },
    el("div", { class: "text" }, subject && el("strong", {}, subject), el("span", {}, text)),
    el(
      "div",
      { class: "meta" },
      meta.filter(Boolean).join(" · "),
      paper && el("a", { href: `/local/letters/${outreachId}`, target: "_blank", rel: "noopener" }, " PDF"),
    ),
  );
}

export function wirePhone(refresh) {
  async function say(text) {
    const { channel, address } = JSON.parse(byId("from").value);
    try {
      await reply(channel, address, text);
    } catch (error) {
      toast(error.message);
    }
    await refresh();
    byId("thread").scrollTop = byId("thread").scrollHeight;
  }
  byId("reply").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = byId("text").value.trim();
    if (text === "") return;
    byId("text").value = "";
    void say(text);
  });
  for (const button of byId("quick").querySelectorAll("button"))
    button.addEventListener("click", () => void say(button.textContent));
}
