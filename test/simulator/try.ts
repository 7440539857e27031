import { play } from "./play.ts";
import { storyOf } from "./story.ts";
import { World } from "./world.ts";
const reasons: Record<string, number> = {};
const begin = World.begin; let w: World;
World.begin = async (...a) => (w = await begin(...a));
for (let s = 1; s < 200; s++) { await play(storyOf(s)); for (const { data } of w!.mirror.all("outreach")) { const k = data.template.id + " " + data.status + " " + data.reason; reasons[k] = (reasons[k] ?? 0) + 1; } }
console.log(Object.entries(reasons).sort((a, b) => b[1] - a[1]).slice(0, 45).map(([k, v]) => v + " " + k).join("\n"));
