// The three consultations of Arcadia: one open, one closed, one announced.
import { nightBuses } from './night-buses/consultation.ts';
import { openWorks } from './open-works/consultation.ts';
import { schoolMeals } from './school-meals/consultation.ts';
import type { ConsultationShape } from './shape.ts';

export const consultations: readonly ConsultationShape[] = [openWorks, schoolMeals, nightBuses];
