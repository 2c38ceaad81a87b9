import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { erlangB, erlangC, peopleNeeded, serversNeeded, serviceLevel } from './erlang-c.js';

describe('Erlang', () => {
  // The offered traffic at which so many trunks lose 1 % and 5 % of calls: the table of Erlang B in every handbook of telephone
  // traffic (Siemens, "Telephone Traffic Theory, Tables and Charts").
  it.each([
    [1, 0.0101, 0.01],
    [2, 0.153, 0.01],
    [5, 1.36, 0.01],
    [10, 4.46, 0.01],
    [20, 12.03, 0.01],
    [50, 37.9, 0.01],
    [5, 2.22, 0.05],
    [10, 6.22, 0.05],
    [20, 15.25, 0.05],
  ])('B: %i trunks lose at %f erlangs what the table says', (servers, traffic, lost) => {
    expect(erlangB(servers, traffic)).toBeCloseTo(lost, 3);
  });

  // Closed forms: one server ρ, two servers 2ρ²/(1+ρ) (Kleinrock, "Queueing Systems" I, §3.5).
  it.each([0.1, 0.5, 0.9])('C has the closed forms of one and of two servers at ρ = %f', (rho) => {
    expect(erlangC(1, rho)).toBeCloseTo(rho, 10);
    expect(erlangC(2, 2 * rho)).toBeCloseTo((2 * rho * rho) / (1 + rho), 10);
  });

  // 100 calls of 3 minutes in half an hour, a goal within 20 s: the values that the R package ErlangC 0.1.0 (CRAN) publishes.
  const calls = { arrivals: 100, stretchSeconds: 1_800, handlingSeconds: 180 };
  it('C has the published values of the planner’s example', () => {
    expect(erlangC(14, 10)).toBeCloseTo(0.1741319, 7);
    expect(serviceLevel(14, calls, 20)).toBeCloseTo(0.88835, 5);
    expect(erlangC(11, 10)).toBeCloseTo(0.6821182, 7);
    expect(serviceLevel(11, calls, 20)).toBeCloseTo(0.3896138, 7);
    expect(serversNeeded(calls, { share: 0.8, withinSeconds: 20 })).toBe(14);
  });

  /** The formula as it stands in the textbooks, with its powers and factorials. */
  const byTheBook = (servers: number, traffic: number): number => {
    let term = 1;
    let fewer = 1;
    for (let n = 1; n < servers; n++) fewer += term *= traffic / n;
    const all = (term * (traffic / servers) * servers) / (servers - traffic);
    return all / (fewer + all);
  };
  it('C is what the book’s sum gives, wherever that can be added up', () => {
    const any = fc.record({
      servers: fc.integer({ min: 1, max: 60 }),
      busy: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
    });
    fc.assert(
      fc.property(any, ({ servers, busy }) => {
        expect(erlangC(servers, servers * busy)).toBeCloseTo(byTheBook(servers, servers * busy), 9);
      }),
    );
  });

  it('knows no work, and work that only grows', () => {
    expect([erlangC(3, 0), serviceLevel(0, { ...calls, arrivals: 0 }, 20)]).toEqual([0, 1]);
    expect([erlangC(10, 10), serviceLevel(10, calls, 20)]).toEqual([1, 0]);
    expect(serversNeeded({ ...calls, arrivals: 0 }, { share: 0.8, withinSeconds: 20 })).toBe(0);
  });

  it('needs the fewest with which the goal is met, and with chats no more people than with calls', () => {
    const load = fc.record({
      arrivals: fc.integer({ min: 1, max: 400 }),
      stretchSeconds: fc.constant(1_800),
      handlingSeconds: fc.integer({ min: 30, max: 1_800 }),
    });
    const goal = fc.record({
      share: fc.double({ min: 0.5, max: 0.95, noNaN: true }),
      withinSeconds: fc.integer({ min: 5, max: 600 }),
    });
    fc.assert(
      fc.property(load, goal, fc.integer({ min: 1, max: 6 }), (one, wanted, concurrency) => {
        const servers = serversNeeded(one, wanted);
        expect(serviceLevel(servers, one, wanted.withinSeconds)).toBeGreaterThanOrEqual(wanted.share);
        expect(serviceLevel(servers - 1, one, wanted.withinSeconds)).toBeLessThan(wanted.share);
        expect(peopleNeeded(one, wanted, { concurrency, slowdown: 0 })).toBe(
          Math.ceil(servers / concurrency),
        );
        expect(peopleNeeded(one, wanted, { concurrency, slowdown: 1 })).toBeGreaterThanOrEqual(
          peopleNeeded(one, wanted, { concurrency, slowdown: 0 }),
        );
      }),
    );
  });
});
