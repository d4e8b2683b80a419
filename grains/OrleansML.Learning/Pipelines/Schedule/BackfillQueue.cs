using System.Globalization;

namespace OrleansML.Learning.Pipelines;

/// <summary>Accepts backfills, and starts their runs one after the other, behind everything that is due.</summary>
/// <param name="definition">The pipeline.</param>
/// <param name="admission">Where decisions are noted.</param>
/// <param name="now">The time.</param>
internal sealed class BackfillQueue(PipelineDefinition definition, RunAdmission admission, DateTimeOffset now)
{
    private const int Most = 1_000;

    public void Accept(BackfillRequest request)
    {
        if (!admission.IsNew(LogicalRun.Backfill, request.Id, request.At))
            return;

        var trigger = Trigger(request.Trigger);
        if (WhyRefused(request, trigger) is { } why)
        {
            admission.Decide(DecisionKind.Refuse, LogicalRun.Backfill, null, $"Backfill '{request.Id}' is refused: {why}.");
            return;
        }

        var before = request.From.AddTicks(-1);
        admission.Ledger = admission.Ledger with { Backfill = new BackfillMark(request.Id, request.Trigger, trigger!.Identity, before, request.Until) };
    }

    public void StartNext()
    {
        var ledger = admission.Ledger;
        if (ledger.Backfill is not { } backfill)
            return;

        var trigger = Trigger(backfill.Trigger);
        var next = trigger?.Identity == backfill.Identity ? trigger.Next(backfill.DoneUntil) : null;
        if (next is not { } end || end > backfill.Until)
        {
            admission.Ledger = ledger with { Backfill = null };
            admission.Decide(DecisionKind.End, LogicalRun.Backfill, null, trigger?.Identity == backfill.Identity
                ? $"Backfill '{backfill.Id}' has started its last run."
                : $"Backfill '{backfill.Id}' ends: '{backfill.Trigger}' is no longer {backfill.Identity}.");
        }
        else if (ledger.Open is { } open)
        {
            admission.Decide(DecisionKind.Wait, LogicalRun.Backfill, null, $"Backfill '{backfill.Id}' goes on at {Instant.Text(end)} when '{open.Run.Key}' has ended.");
        }
        else if (ledger.Paused is { } pause)
        {
            admission.Decide(DecisionKind.Wait, LogicalRun.Backfill, null, $"Backfill '{backfill.Id}' waits: the pipeline is paused since {Instant.Text(pause.Since)} ({pause.Reason}).");
        }
        else
        {
            admission.Ledger = ledger with { Backfill = backfill with { DoneUntil = end } };
            var run = new LogicalRun(LogicalRun.Backfill, $"{LogicalRun.Backfill}/{backfill.Id}/{Instant.Text(end)}", trigger!.Previous(end) ?? end, end);
            admission.Start(run, $"backfill '{backfill.Id}' until {Instant.Text(backfill.Until)}, and nothing else is due");
        }
    }

    private ClockTrigger? Trigger(string name) => definition.Triggers.OfType<ClockTrigger>().FirstOrDefault(trigger => trigger.Name == name);

    private string? WhyRefused(BackfillRequest request, ClockTrigger? trigger)
    {
        if (trigger is null)
            return $"'{request.Trigger}' is no trigger by cron or interval of this pipeline";
        if (admission.Ledger.Backfill is { } other)
            return $"backfill '{other.Id}' still goes on";
        if (request.Most is < 1 or > Most)
            return string.Create(CultureInfo.InvariantCulture, $"it allows {request.Most} runs; 1 to {Most} can be allowed");
        if (request.From > request.Until || request.Until > now)
            return $"its range from {Instant.Text(request.From)} to {Instant.Text(request.Until)} must not be empty or reach beyond now, {Instant.Text(now)}";

        var count = 0;
        for (var next = trigger.Next(request.From.AddTicks(-1)); next <= request.Until && count <= request.Most; next = trigger.Next(next.Value))
            count++;
        return count switch
        {
            0 => $"'{request.Trigger}' has no instant from {Instant.Text(request.From)} to {Instant.Text(request.Until)}",
            _ when count > request.Most => string.Create(CultureInfo.InvariantCulture, $"it has more than the {request.Most} runs that it allows; ask for a shorter range, or allow more"),
            _ => null,
        };
    }
}
