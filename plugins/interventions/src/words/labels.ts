import type { AttendanceReason, AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import type { Domain, Tier, Weekday } from '@aimline/plugin-interventions-common/interventions';
import type { Rating } from '@aimline/plugin-interventions-common/progress';

/** The words of the interface for the codes of the language. */
export const DOMAIN_LABELS: Readonly<Record<Domain, string>> = {
  reading: 'Reading',
  math: 'Math',
  behavior: 'Behavior',
  attendance: 'School attendance',
  social_emotional: 'Social-emotional',
  language: 'Language',
};

export const TIER_LABELS: Readonly<Record<Tier, string>> = {
  1: 'Tier 1, everybody',
  2: 'Tier 2, small group',
  3: 'Tier 3, intensive',
};

export const WEEKDAY_LABELS: Readonly<Record<Weekday, string>> = {
  monday: 'Monday',
  tuesday: 'Tuesday',
  wednesday: 'Wednesday',
  thursday: 'Thursday',
  friday: 'Friday',
  saturday: 'Saturday',
  sunday: 'Sunday',
};

export const STATUS_LABELS: Readonly<Record<AttendanceStatus, string>> = {
  present: 'Present',
  tardy: 'Tardy',
  early_departure: 'Left early',
  partial: 'Partial',
  excused_absence: 'Excused',
  unexcused_absence: 'Unexcused',
};

export const REASON_LABELS: Readonly<Record<AttendanceReason, string>> = {
  illness: 'Illness',
  medical_appointment: 'Medical appointment',
  family: 'Family',
  religious_observance: 'Religious observance',
  school_activity: 'School activity',
  testing: 'Testing',
  discipline: 'Discipline',
  transportation: 'Transportation',
  declined: 'Declined',
  unknown: 'Unknown',
  other: 'Other',
};

/** The steps of the rating scale, as in `RATING_LABELS`, which carries the schemas along. */
export const RATING_WORDS: Readonly<Record<Rating, string>> = {
  1: 'Not yet',
  2: 'With support',
  3: 'Mostly',
  4: 'Independently',
};

export const TREND_LABELS: Readonly<Record<RatingTrend['direction'], string>> = {
  improving: 'Improving',
  steady: 'Steady',
  declining: 'Declining',
  too_early: 'Too early to tell',
};
