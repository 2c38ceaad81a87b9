import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import type { DeskTicket } from '@sila/contracts';
import { Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Cell,
  Chip,
  Column,
  EmptyState,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  TICKET_TONES,
  useFormat,
  useNow,
  useTicketWords,
  useWishWords,
} from '../../ui/index.js';

/** Today's numbers, the newest first. */
export function TicketsTable({ tickets }: { readonly tickets: readonly DeskTicket[] }): ReactNode {
  const { t } = useLingui();
  if (tickets.length === 0)
    return (
      <EmptyState icon={Ticket} title={<Trans>Nobody came yet</Trans>}>
        <Trans>Numbers of today appear here.</Trans>
      </EmptyState>
    );
  return (
    <Table aria-label={t`Numbers of today`}>
      <TableHeader>
        <Column isRowHeader>
          <Trans>Number</Trans>
        </Column>
        <Column>
          <Trans>Name</Trans>
        </Column>
        <Column>
          <Trans>State</Trans>
        </Column>
        <Column>
          <Trans>Waits</Trans>
        </Column>
        <Column>
          <Trans>Wants</Trans>
        </Column>
      </TableHeader>
      <TableBody items={tickets}>{(ticket) => <TicketRow ticket={ticket} />}</TableBody>
    </Table>
  );
}

function TicketRow({ ticket }: { readonly ticket: DeskTicket }): ReactNode {
  const { t } = useLingui();
  const [words, wishes, format, now] = [useTicketWords(), useWishWords(), useFormat(), useNow(15_000)];
  const { conversationId, name, state, wish } = ticket;
  return (
    <Row id={ticket.id}>
      <Cell label={t`Number`} textValue={ticket.label}>
        <strong>
          <Ltr>{ticket.label}</Ltr>
        </strong>
      </Cell>
      <Cell label={t`Name`} textValue={name ?? ''}>
        {conversationId ? (
          <Link to="/inbox/{-$id}" params={{ id: conversationId }}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <Trans>in another queue</Trans>
        )}
      </Cell>
      <Cell label={t`State`}>
        <Chip tone={TICKET_TONES[state]}>{words[state]}</Chip>
      </Cell>
      <Cell label={t`Waits`}>{state === 'waiting' ? format.waiting(ticket.createdAt, now) : ''}</Cell>
      <Cell label={t`Wants`}>{wish === 'any' ? '' : wishes[wish]}</Cell>
    </Row>
  );
}
