import type { Person } from './person';

/**
 * Returns `count` students without a story, beginning with number `first`; always the same ones.
 *
 * Both lists of names have a prime length, so that any step through them pairs every given name with every family name
 * before a full name is repeated.
 */
export function classmates(district: 'cv' | 'hb', first: number, count: number): Person[] {
  return Array.from({ length: count }, (_, i) => {
    const n = first + i;
    const givenName = GIVEN_NAMES[(n * 17 + 3) % GIVEN_NAMES.length]!;
    const familyName = FAMILY_NAMES[(n * 29 + 5) % FAMILY_NAMES.length]!;
    const key = `${givenName}-${familyName}`.toLowerCase().replace(/[^a-z]+/g, '-');
    return { key, userId: `${district}-${4000 + n}`, givenName, familyName };
  });
}

const GIVEN_NAMES = words(`
  Aaliyah Adrian Anika Arturo Beatrice Benjamin Caleb Camila Chloe Dahlia Damian Daniela Darius Esme Ethan Fatima Felix
  Gabriela Gavin Halima Harper Hugo Imani Isaac Isla Ivan Jasmine Joaquin Josephine Julian Kaia Keanu Kiran Lena Leo
  Linh Lucia Mateo Mei Micah Nadia Nathan Nia Nolan Olive Omar Paloma Quinn Rafael Rosalie Rowan Sadie Simon Stella
  Tariq Valeria Victor Willa Xavier Yusuf Zoe
`);

const FAMILY_NAMES = words(`
  Abara Acosta Adeyemi Alvarez Andersson Barros Bennett Bianchi Boateng Calderon Carver Chandra Chaudhry Clarke Dao
  Delacroix Diaz Dubois Ellison Engstrom Farah Fontaine Fuentes Garza Ghosh Greer Guerrero Hanley Hassan Herrera Hoang
  Holloway Ibarra Ishikawa Jensen Kaplan Kaur Keller Khoury Lam Larkin Lindgren Lozano Maddox Mbeki Mendez Mercer
  Molina Navarro Nwosu Ochoa Oduya Pacheco Park Pham Quintero Rahman Rivera Rojas Sandhu Sato Serrano Sorensen Tadesse
  Vance Vega Zielinski
`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
