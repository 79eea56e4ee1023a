import { type ReactNode, useState } from 'react';
import type { Profile } from '../../../../client/src/index.ts';
import { orNull } from '../../shared/lives.ts';
import { usePage, useUser } from '../../shared/session.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { TextField } from '../../shared/ui/field.tsx';
import { LiveView } from '../../shared/ui/live-view.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useAction } from '../../shared/use-action.ts';
import { PageBody } from '../layout/page.tsx';
import { StudentRefusal } from '../layout/refusal.tsx';
import { Achievements } from './achievements.tsx';
import { OwnData } from './own-data.tsx';
import { nameProblem, phoneProblem } from './profile-checks.ts';
import { useProfile } from './use-profile.ts';
import { useSignOut } from './use-sign-out.ts';

export default function ProfilePage(): ReactNode {
  const { userId, email } = useUser();
  const profile = useProfile(userId);
  const leave = useSignOut();
  return (
    <PageBody title="Profile" lead={email ?? undefined}>
      <LiveView live={orNull(profile)} missing={null} lines={4}>
        {found => <ProfileForm key={userId} profile={found ?? {}} />}
      </LiveView>
      <Achievements userId={userId} />
      <OwnData />
      <div>
        <Button isBusy={leave.isRunning} onPress={leave.run}>
          Sign out
        </Button>
      </div>
    </PageBody>
  );
}

/** What is entered, what is wrong with it, and saving it. */
function useProfileForm(profile: Profile) {
  const { seatbelt, liveReads } = usePage();
  const { userId } = useUser();
  const [displayName, setDisplayName] = useState(profile.displayName ?? '');
  const [phone, setPhone] = useState(profile.phone ?? '');
  const [locale, setLocale] = useState(profile.locale ?? '');
  const [savedAs, setSavedAs] = useState('');
  const entered = { displayName: displayName.trim(), phone: phone.trim(), locale: locale.trim() };
  // What is changed after that is not saved yet.
  const isSaved = savedAs === JSON.stringify(entered);
  const problems = { name: nameProblem(displayName), phone: phoneProblem(phone) };
  const save = useAction(async () => {
    const { saveProfile } = await liveReads();
    await saveProfile(seatbelt, { userId, profile: entered });
    setSavedAs(JSON.stringify(entered));
  });
  const isComplete = problems.name === undefined && problems.phone === undefined;
  const fields = { displayName, setDisplayName, phone, setPhone, locale, setLocale };
  return { ...fields, problems, isComplete, isSaved, save };
}

function ProfileForm({ profile }: { profile: Profile }): ReactNode {
  const form = useProfileForm(profile);
  const { problems, isComplete, isSaved, save } = form;
  const [isChecked, setChecked] = useState(false);
  return (
    <form
      className="card stack"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        setChecked(true);
        if (isComplete) save.run();
      }}
    >
      <TextField
        label="Your full name"
        hint="As it is to stand on the certificate."
        autoComplete="name"
        maxLength={100}
        value={form.displayName}
        problem={isChecked ? problems.name : undefined}
        onText={form.setDisplayName}
      />
      <TextField
        label="Phone (if you like)"
        type="tel"
        autoComplete="tel"
        maxLength={32}
        value={form.phone}
        problem={isChecked ? problems.phone : undefined}
        onText={form.setPhone}
      />
      <TextField
        label="Language (if you like)"
        hint="For letters from the school: en, es, fr …"
        maxLength={35}
        value={form.locale}
        onText={form.setLocale}
      />
      {isSaved && <Notice kind="good">Saved.</Notice>}
      <StudentRefusal error={save.error} />
      <div>
        <Button type="submit" look="primary" isBusy={save.isRunning} busyLabel="Saving …">
          Save profile
        </Button>
      </div>
    </form>
  );
}
