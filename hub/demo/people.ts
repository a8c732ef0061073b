// Who lives in the province: households with their surnames, ages and ways of using a phone.
import type { Random } from '#shared/base/random.ts';
import { between, chance, createPicker, pick } from './draw.ts';
import { drawGivenName, type Gender } from './given_names.ts';
import type { Setting } from './places.ts';
import { type Surname, SURNAMES } from './surnames.ts';

export type Persona = 'elder' | 'thrifty' | 'worker' | 'young' | 'trader' | 'well-off';

export type Person = {
  readonly name: string;
  readonly birthYear: number;
  readonly persona: Persona;
};

const pickSurname = createPicker<Surname>(SURNAMES, ({ weight }) => weight);

/** Adults of working age by way of life; the rest follow from age. */
const ADULTS: Readonly<Record<Setting, (random: Random) => Persona>> = {
  city: personas({ thrifty: 34, worker: 33, young: 22, trader: 5, 'well-off': 6 }),
  county: personas({ thrifty: 42, worker: 33, young: 16, trader: 5, 'well-off': 4 }),
  mountain: personas({ thrifty: 54, worker: 29, young: 11, trader: 4, 'well-off': 2 }),
};

function personas(shares: Readonly<Partial<Record<Persona, number>>>): (random: Random) => Persona {
  const picker = createPicker(
    Object.entries(shares) as readonly (readonly [Persona, number])[],
    ([, weight]) => weight,
  );
  return (random) => picker(random)[0];
}

/** One household's customers: alone, a couple, with children, or with a grandparent; 1 to 5 people. */
export function drawHousehold(setting: Setting, year: number, random: Random): readonly Person[] {
  const surname = pickSurname(random).text;
  const headAge = between(random, 22, 79);
  const head = drawPerson(
    surname,
    year - headAge,
    chance(random, 0.62) ? 'm' : 'f',
    setting,
    year,
    random,
  );
  if (chance(random, 0.58)) return [head.person];

  const people = [head.person];
  const spouseSurname = pickSurname(random).text;
  const spouseBirth = head.person.birthYear + between(random, -4, 4);
  const spouseGender: Gender = head.gender === 'm' ? 'f' : 'm';
  people.push(drawPerson(spouseSurname, spouseBirth, spouseGender, setting, year, random).person);

  const familySurname = head.gender === 'm' ? surname : spouseSurname;
  const children = headAge < 36 ? 0 : pick([0, 1, 1, 2], random);
  for (let child = 0; child < children; child += 1) {
    const birth = Math.max(head.person.birthYear, spouseBirth) + between(random, 22, 32);
    // Children under 12 have no contract of their own.
    if (year - birth < 12) continue;
    people.push(
      drawPerson(familySurname, birth, chance(random, 0.52) ? 'm' : 'f', setting, year, random)
        .person,
    );
  }
  if (headAge < 56 && chance(random, 0.3)) {
    const birth = head.person.birthYear - between(random, 23, 30);
    people.push(
      drawPerson(familySurname, birth, chance(random, 0.45) ? 'm' : 'f', setting, year, random)
        .person,
    );
  }
  return people;
}

function drawPerson(
  surname: string,
  born: number,
  gender: Gender,
  setting: Setting,
  year: number,
  random: Random,
): { readonly person: Person; readonly gender: Gender } {
  const birthYear = Math.min(year - 12, Math.max(year - 92, born));
  const name = surname + drawGivenName(birthYear, gender, random);
  return {
    person: { name, birthYear, persona: drawPersona(year - birthYear, setting, random) },
    gender,
  };
}

function drawPersona(age: number, setting: Setting, random: Random): Persona {
  if (age >= 62) return chance(random, 0.82) ? 'elder' : 'thrifty';
  if (age < 24) return chance(random, setting === 'city' ? 0.7 : 0.5) ? 'young' : 'thrifty';
  return ADULTS[setting](random);
}
