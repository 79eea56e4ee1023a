import { startPage } from '../shared/start.tsx';
import { StaffConsole } from './console.tsx';
import './ui/lists.css';
import './staff.css';

void startPage(<StaffConsole />);
