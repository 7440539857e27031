import { showClock, wireClock } from "./clock.js";
import { showCounters } from "./counters.js";
import { byId } from "./dom.js";
import { showJourney } from "./journey.js";
import { showPatients } from "./patients.js";
import { showPhone, wirePhone } from "./phone.js";
import { readState, toast } from "./service.js";
import { showTimeline } from "./timeline.js";
import { showWorklist } from "./worklist.js";

const every = 1000;
let chosenId = location.hash.slice(1) || undefined;
let state;

function choose(patientId) {
  chosenId = patientId;
  history.replaceState(null, "", `#${patientId}`);
  void refresh();
}

function show() {
  const zone = state.chosen?.timeZone ?? "UTC";
  showClock(state.clock, zone);
  showCounters(state);
  showPatients(state, chosenId, choose);
  showPhone(state.chosen);
  showTimeline(state.chosen);
  showWorklist(state.worklist, { now: state.clock.now, zone, choose, refresh });
  showJourney(state.chosen);
}

let asking;
/** One question at a time; who asks meanwhile gets the answer to a question of its own. */
async function refresh() {
  while (asking) await asking;
  asking = ask();
  await asking;
}

async function ask() {
  try {
    const next = await readState(chosenId);
    if (next) {
      state = next;
      const first = state.patients[0];
      if (!state.chosen && first) {
        chosenId = first.id;
        state = (await readState(chosenId)) ?? state;
      }
      show();
    }
    document.body.classList.remove("lost");
  } catch (error) {
    document.body.classList.add("lost");
    toast(`The system does not answer: ${error.message}`);
  } finally {
    asking = undefined;
  }
}

// What scrolls and holds nothing to press is reached by the keyboard all the same.
for (const id of ["thread", "timeline", "journey"]) byId(id).tabIndex = 0;
wireClock(refresh);
wirePhone(refresh);
byId("filter").addEventListener("input", () => showPatients(state, chosenId, choose));
await refresh();
setInterval(() => {
  if (!document.hidden && !asking) void refresh();
}, every);
