import type { AttendanceReason, AttendanceStatus } from '@aimline/plugin-interventions-common/attendance';
import type { RatingTrend } from '@aimline/plugin-interventions-common/dashboards';
import type { Domain, Tier, Weekday } from '@aimline/plugin-interventions-common/interventions';
import type { Rating } from '@aimline/plugin-interventions-common/progress';
import { formatWeekday } from './format';
import { t } from './i18n';

/**
 * What the interface calls the codes of `interventions-common`, in the order in which they are offered. Each table is a
 * function, because the language is not known yet when a module is loaded.
 */
export const domainLabels = (): Readonly<Record<Domain, string>> => ({
  reading: t('Reading'),
  math: t('Math'),
  behavior: t('Behavior'),
  attendance: t('School attendance'),
  social_emotional: t('Social-emotional'),
  language: t('Language'),
});

export const tierLabels = (): Readonly<Record<Tier, string>> => ({
  1: t('Tier 1, all students'),
  2: t('Tier 2, small group'),
  3: t('Tier 3, intensive'),
});

export const weekdayLabels = (): Readonly<Record<Weekday, string>> => ({
  monday: formatWeekday('monday', 'long'),
  tuesday: formatWeekday('tuesday', 'long'),
  wednesday: formatWeekday('wednesday', 'long'),
  thursday: formatWeekday('thursday', 'long'),
  friday: formatWeekday('friday', 'long'),
  saturday: formatWeekday('saturday', 'long'),
  sunday: formatWeekday('sunday', 'long'),
});

export const statusLabels = (): Readonly<Record<AttendanceStatus, string>> => ({
  present: t('Present'),
  tardy: t('Tardy'),
  early_departure: t('Left early'),
  partial: t('Partial'),
  excused_absence: t('Excused'),
  unexcused_absence: t('Unexcused'),
});

export const reasonLabels = (): Readonly<Record<AttendanceReason, string>> => ({
  illness: t('Illness'),
  medical_appointment: t('Medical appointment'),
  family: t('Family'),
  religious_observance: t('Religious observance'),
  school_activity: t('School activity'),
  testing: t('Testing'),
  discipline: t('Discipline'),
  transportation: t('Transportation'),
  declined: t('Declined'),
  unknown: t('Unknown'),
  other: t('Other'),
});

/** The steps of the rating scale, as in `RATING_LABELS`, which would bring the schemas into the bundle. */
export const ratingLabels = (): Readonly<Record<Rating, string>> => ({
  1: t('Not yet'),
  2: t('With support'),
  3: t('Mostly'),
  4: t('Independently'),
});

export const trendLabels = (): Readonly<Record<RatingTrend['direction'], string>> => ({
  improving: t('Improving'),
  steady: t('Steady'),
  declining: t('Declining'),
  too_early: t('Too early to tell'),
});
