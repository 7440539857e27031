/** Packages resolve from this folder, where only `npm ci --prefix test/bench/peers` puts them. */
export const load = (name: string): Promise<unknown> => import(name);
