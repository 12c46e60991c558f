import type { Domain } from '@aimline/plugin-interventions-common/interventions';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { cast } from './cast';
import { seededRandom } from './seededRandom';
import type { Person } from './person';

/** A progress note without its student and day. */
export interface Progress {
  rating: Rating | null;
  text: string;
}

/**
 * The facilitator's note on a student at the end of a week (counted from 0): by their story; without one, every second
 * week with pseudo-random ratings, the same at every start. Null when no note was written.
 */
export function progressOf(student: Person, domain: Domain, week: number): Progress | null {
  const story = STORIES.get(student);
  if (story) return story[week] ?? null;
  if (week % 2 === 1) return null;
  const ratings = COURSES[Math.floor(seededRandom(student.userId, 'ratings') * COURSES.length)]!;
  const rating = ratings[week / 2];
  return rating === undefined ? null : { rating, text: REMARKS[domain][rating] };
}

const COURSES: readonly (readonly Rating[])[] = [
  [1, 2, 2, 3],
  [2, 2, 3, 3],
  [2, 3, 3, 4],
  [2, 2, 2, 2],
  [3, 2, 3, 3],
  [1, 1, 2, 2],
  [3, 3, 2, 2],
];

const REMARKS: Readonly<Record<Domain, Readonly<Record<Rating, string>>>> = {
  reading: {
    1: 'Guesses from the first letter. We went back to tapping the sounds.',
    2: 'Reads the words of the lesson when I point under each part.',
    3: 'Read most of the list alone; stumbled over two longer words.',
    4: 'Read the list and the passage without help, and noticed a slip without being told.',
  },
  math: {
    1: 'Needed the counters for every task today.',
    2: 'Starts well with the number line in view; without it the answers are guesses.',
    3: 'Seven of ten right, and could say why for most of them.',
    4: 'Finished alone and explained the way to a partner.',
  },
  behavior: {
    1: 'A hard week: three times out of the room. We made the goal smaller.',
    2: 'Uses the signal when an adult reminds of it.',
    3: 'Met the daily goal on most days.',
    4: 'Met the daily goal every day and asked to keep the sheet alone.',
  },
  attendance: {
    1: 'Missed more than one day this week; we looked at the morning together.',
    2: 'Came each day after a call home the evening before.',
    3: 'In school all week, late once.',
    4: 'In school all week and on time; no call was needed.',
  },
  social_emotional: {
    1: 'Stayed at the edge of the group and spoke only when asked.',
    2: 'Took turns in the game with a reminder.',
    3: 'Invited somebody to play, once without my hint.',
    4: 'Started the game and settled an argument about the rules.',
  },
  language: {
    1: 'Understands the words in the story, does not use them yet.',
    2: 'Uses the new words with the sentence frame.',
    3: 'Used six of the eight words in a talk without the frame.',
    4: 'Wrote a paragraph with all the words of the unit.',
  },
};

const STORIES = new Map<Person, readonly (Progress | null)[]>([
  [
    cast.maya,
    [
      { rating: 3, text: 'Knows the closed syllables from last year. A good start.' },
      { rating: 2, text: 'Two-syllable words are new ground; loses the first part while reading the second.' },
      { rating: 2, text: 'Still guesses where to split words. More time with the word cards.' },
      { rating: 1, text: 'Four of ten. She says the words run together on the page.' },
      { rating: 1, text: 'No gain for three weeks. I asked for a review of the plan.' },
      { rating: 2, text: 'After the review: five minutes alone with me before the group, with tiles. It helps.' },
      { rating: 3, text: 'Seven of ten, and she read a page to her mother on the phone.' },
    ],
  ],
  [
    cast.diego,
    [
      { rating: 2, text: 'Reads quickly and skips endings.' },
      { rating: 2, text: 'Slower and better. Uses his finger.' },
      { rating: 3, text: 'Eight of ten.' },
      { rating: 3, text: 'Eight of ten again, in a harder list.' },
      { rating: 4, text: 'Ten of ten.' },
      { rating: 4, text: 'Nine of ten in words he had never seen. Helps Maya.' },
      { rating: 4, text: 'Three weeks at the goal. Ready to leave the group, I think.' },
    ],
  ],
  [
    cast.amira,
    [
      { rating: 2, text: 'Speaks freely, looks for the school words.' },
      { rating: 3, text: 'Strong in the talk about habitats: knew most of the words from home, in Arabic.' },
      { rating: 2, text: 'Writing is harder: four of ten words.' },
      { rating: 3, text: 'Eight words in the talk.' },
      { rating: 2, text: 'Back to the frame in writing.' },
      { rating: 3, text: 'Draws the word first, then writes. This works for her.' },
      { rating: 2, text: 'A new unit, abstract words. Mixed.' },
    ],
  ],
  [
    cast.jonah,
    [
      { rating: 1, text: 'Points this week: 62 %. Forgot the sheet twice.' },
      { rating: 1, text: 'Points this week: 64 %.' },
      { rating: 2, text: 'Points this week: 69 %. Mornings go well, afternoons do not.' },
      { rating: 2, text: 'Points this week: 73 %. Moved seat in period 6.' },
      { rating: 3, text: 'Points this week: 78 %.' },
      { rating: 3, text: 'Points this week: 81 %. The first week over the goal.' },
      { rating: 4, text: 'Points this week: 84 %. Keeps the sheet without being asked.' },
    ],
  ],
  [
    cast.priya,
    [
      { rating: 2, text: '88 words a minute in the first reading.' },
      { rating: 3, text: '95 words a minute; good phrasing.' },
      { rating: 3, text: '99 words a minute.' },
      { rating: null, text: 'At home with the flu all week. No reading.' },
      { rating: 1, text: '71 words a minute, tired and coughing. Hardly tells us anything; read again next week.' },
      { rating: 3, text: '101 words a minute: last week was the flu.' },
      { rating: 3, text: '104 words a minute.' },
    ],
  ],
  [
    cast.luis,
    [
      { rating: 2, text: 'Orders numbers to 20, mixes up 12 and 21.' },
      { rating: 2, text: 'The bead string helps.' },
      { rating: 3, text: 'Orders numbers to 50.' },
      { rating: 3, text: 'His last week with us: the family moves to another district. Summary given to his parents.' },
    ],
  ],
  [
    cast.grace,
    [
      { rating: 2, text: 'Two buses in the morning; we looked for a plan when the first one is late.' },
      { rating: 2, text: 'Present all week.' },
      null,
      { rating: 2, text: 'Missed one morning. She texted, though after the bell.' },
      { rating: 3, text: 'Called before the absence for the first time.' },
      null,
      { rating: 3, text: 'Her aunt drives on Thursdays now.' },
      { rating: 3, text: 'On time every day this week.' },
    ],
  ],
  [
    cast.theo,
    [
      { rating: 1, text: 'Hears the first sound, not yet the last.' },
      { rating: 1, text: 'The same with blocks for the sounds.' },
      { rating: 1, text: 'His mother asked in writing for an evaluation. Passed on to Sofia the same day.' },
      { rating: 2, text: 'Two sounds apart with support.' },
      { rating: 1, text: 'Lost it over the weekend.' },
      { rating: 2, text: 'Two sounds again, three of five times.' },
    ],
  ],
  [
    cast.eli,
    [
      { rating: 2, text: 'Fractions as parts of a whole are fine, as numbers on a line not yet.' },
      { rating: 2, text: 'Uses the double number line with help.' },
      { rating: 3, text: 'Set up the ratio table alone.' },
      { rating: 3, text: 'Six of ten two-step problems.' },
      { rating: 3, text: 'Seven of ten. Both parents get the summary, each in their own letter.' },
    ],
  ],
]);
