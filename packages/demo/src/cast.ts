import { person, type Person } from './person';

/** The people whom the demo, stories, tests and pictures call by name. All of them are invented. */
export const cast = {
  // Cedar Valley: the coordinator
  sofia: person('cv-1001', 'Sofia', 'Marchetti'),

  // Cedar Valley: interventionists
  vivian: person('cv-1101', 'Vivian', 'Okafor'),
  owen: person('cv-1102', 'Owen', 'Gallagher'),
  bridget: person('cv-1103', 'Bridget', 'Callahan'),
  leila: person('cv-1104', 'Leila', 'Farahani'),
  carmen: person('cv-1105', 'Carmen', 'Ruiz'),
  kevin: person('cv-1106', 'Kevin', 'Tran'),
  aisha: person('cv-1107', 'Aisha', 'Bello'),
  naomi: person('cv-1108', 'Naomi', 'Fischer'),
  gabriel: person('cv-1109', 'Gabriel', 'Santos'),

  // Cedar Valley: teachers
  teresa: person('cv-1201', 'Teresa', 'Delgado'),
  hannah: person('cv-1202', 'Hannah', 'Brooks'),
  marcus: person('cv-1203', 'Marcus', 'Lee'),
  elena: person('cv-1204', 'Elena', 'Petrova'),
  david: person('cv-1205', 'David', 'Nguyen'),
  rachel: person('cv-1206', 'Rachel', 'Kim'),
  samuel: person('cv-1207', 'Samuel', 'Osei'),
  claire: person('cv-1208', 'Claire', 'Laurent'),

  // Cedar Valley: students with a story
  maya: person('cv-2001', 'Maya', 'Thompson'),
  diego: person('cv-2002', 'Diego', 'Morales'),
  amira: person('cv-2003', 'Amira', 'Haddad'),
  jonah: person('cv-2004', 'Jonah', 'Whitfield'),
  priya: person('cv-2005', 'Priya', 'Raman'),
  luis: person('cv-2006', 'Luis', 'Ortega'),
  grace: person('cv-2007', 'Grace', 'Lindqvist'),
  theo: person('cv-2008', 'Theo', 'Baker'),
  noor: person('cv-2009', 'Noor', 'Siddiqui'),
  eli: person('cv-2010', 'Eli', 'Novak'),
  /** Moved away in September: still on the course's list, as inactive. */
  wren: person('cv-2011', 'Wren', 'Castellano'),

  // Cedar Valley: families
  /** Maya's mother. */
  denise: person('cv-3001', 'Denise', 'Thompson'),
  /** Amira's mother. */
  samira: person('cv-3002', 'Samira', 'Haddad'),
  /** Reads with children on Fridays; the LMS lists no child for him. */
  walter: person('cv-3003', 'Walter', 'Hughes'),

  // Harbor
  ingrid: person('hb-1001', 'Ingrid', 'Solberg'),
  marta: person('hb-1101', 'Marta', 'Kowalczyk'),
  thomas: person('hb-1201', 'Thomas', 'Reed'),
} satisfies Record<string, Person>;
