import {
  FileText,
  Globe,
  Mail,
  MessageCircle,
  MessageSquareText,
  MessagesSquare,
  Phone,
  Plug,
  UserRound,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  whatsapp: MessageCircle,
  'message-circle': MessageCircle,
  email: Mail,
  mail: Mail,
  'web-chat': Globe,
  globe: Globe,
  chat: MessagesSquare,
  'messages-square': MessagesSquare,
  sms: MessageSquareText,
  'message-square': MessageSquareText,
  phone: Phone,
  letter: FileText,
  'file-text': FileText,
  person: UserRound,
  user: UserRound,
};

/** The drawing for the icon name a channel states. */
export function channelIcon(name: string): LucideIcon {
  return ICONS[name] ?? Plug;
}
