import { showCampaigns } from "./campaigns.js";
import { showClock, wireClock } from "./clock.js";
import { byId } from "./dom.js";
import { showJourneys } from "./journeys.js";
import { readOperations, toast } from "./service.js";
import { wireSimulation } from "./simulation.js";
import { showSwitch } from "./switch.js";
import { showWork } from "./work.js";

const every = 1000;
const chooseSimulated = wireSimulation();
let asking = false;

async function refresh() {
  if (asking) return;
  asking = true;
  try {
    const state = await readOperations();
    const zone = "UTC";
    showClock(state.clock, zone);
    showSwitch(state.everything, refresh);
    showCampaigns(state.campaigns, refresh);
    showJourneys(state.journeys, refresh);
    chooseSimulated(state.journeys);
    showWork(state.operations);
    document.body.classList.remove("lost");
  } catch (error) {
    document.body.classList.add("lost");
    toast(`The system does not answer: ${error.message}`);
  } finally {
    asking = false;
  }
}

// What scrolls and holds nothing to press is reached by the keyboard all the same.
byId("picture").tabIndex = 0;
wireClock(refresh);
await refresh();
setInterval(() => {
  if (!document.hidden) void refresh();
}, every);
