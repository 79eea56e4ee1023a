import { z } from 'zod';

export const Role = z.enum(['student', 'instructor', 'admin', 'auditor']);
export type Role = z.infer<typeof Role>;

/** `roles/{uid}`: the truth for staff actions; custom claims only mirror it, up to an hour late. */
export const RoleRecord = z.object({ role: Role });
export type RoleRecord = z.infer<typeof RoleRecord>;
