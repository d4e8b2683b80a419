using System.Globalization;
using System.Text.Json;
using OrleansML.Learning.Pipelines;
using Xunit;

namespace OrleansML.LearningTests.Pipelines;

/// <summary>a, then b and c, then d behind b; e on its own.</summary>
public sealed class RunProgressionTests
{
    private const string Key = "nightly/2026-03-29T01:00:00Z";

    private static readonly DateTimeOffset Begin = DateTimeOffset.Parse("2026-03-29T01:00:00Z", CultureInfo.InvariantCulture);

    private static readonly PipelineDefinition Definition = PipelineDefinitionReader.Read("""
        name: p
        timeout: 1h
        steps:
          a: { kind: gate, run: r, timeout: 10m }
          b: { kind: gate, after: [a], run: r, retries: { most: 2, on: [unavailable] } }
          c: { kind: gate, after: [a], run: r }
          d: { kind: gate, after: [b], run: r }
          e: { kind: gate, run: r }
        """);

    private RunProgress _progress = RunProgression.Begin(Definition, Key, Begin);
    private RunAdvance _last = null!;

    [Fact]
    public void Advance_EveryStepSucceeds_StartsEachWhenThoseBeforeItHave()
    {
        Assert.Equal("a1 e1", Advance(0));
        Assert.Equal("", Advance(0));
        Succeed("a", 1);
        Assert.Equal("b1 c1", Advance(1));
        Succeed("b", 1);
        Succeed("c", 1);
        Succeed("e", 1);
        Assert.Equal("d1", Advance(2));
        Succeed("d", 1);
        Advance(3);

        Assert.Equal(RunOutcome.Succeeded, _progress.Outcome);
        Assert.Null(_last.LookAgainAt);
        Assert.Equal("out-d", Of("d").Output);
    }

    [Fact]
    public void Failed_UserError_IsFinalSkipsWhatIsBehindAndLetsOthersGoOn()
    {
        Advance(0);
        Succeed("a", 1);
        Advance(1);
        Fail("b", 1, StepFailureKind.User, "no such column", 2);
        Advance(2);

        Assert.Equal("a Succeeded,e Running,b Failed,c Running,d Skipped", States());
        Assert.Equal("attempt 1 failed (user): no such column; a user's error is never tried again", Of("b").Reason);
        Assert.Equal("'b' failed", Of("d").Reason);
        Succeed("c", 1);
        Succeed("e", 1);
        Advance(3);
        Assert.Equal((RunOutcome.Failed, "step 'b': attempt 1 failed (user): no such column; a user's error is never tried again"), (_progress.Outcome, _progress.Reason));
    }

    [Fact]
    public void Failed_KindOfThePolicy_IsTriedAgainUntilUsedUp()
    {
        Advance(0);
        Succeed("a", 1);
        Advance(1);
        Fail("b", 1, StepFailureKind.Unavailable, "down", 2);
        Assert.Equal("", Advance(2));
        Assert.Equal(Of("b").RetryAt, _last.LookAgainAt);
        Assert.Equal("b2", Advance(2.5));
        Fail("b", 1, StepFailureKind.User, "late report of the first attempt", 2.6);
        Assert.Equal(StepState.Running, Of("b").State);
        Fail("b", 2, StepFailureKind.Unavailable, "down", 3);
        Assert.Equal("b3", Advance(4));
        Fail("b", 3, StepFailureKind.Unavailable, "down", 5);

        Assert.Equal((StepState.Failed, "attempt 3 failed (unavailable): down; 2 of 2 retries are used up"), (Of("b").State, Of("b").Reason));
    }

    [Fact]
    public void Failed_KindOutsideThePolicy_IsFinal()
    {
        Advance(0);
        Succeed("a", 1);
        Advance(1);
        Fail("b", 1, StepFailureKind.Capacity, "full", 2);

        Assert.Equal("attempt 1 failed (capacity): full; failures of this kind are not tried again here; those that are: unavailable", Of("b").Reason);
    }

    [Theory]
    // 30 s x 2^n, at most 900 s, less a fifth times the first 53 bits of the SHA-256 of "KEY/train/N", by Python's hashlib.
    [InlineData(1, 29.442397107289203)]
    [InlineData(2, 50.7174469664436)]
    [InlineData(3, 111.9895531714873)]
    [InlineData(4, 235.80839042099058)]
    [InlineData(8, 822.3168538422026)]
    public void Wait_OfEachRetry_IsExponentialBoundedAndJittered(int retry, double seconds) =>
        Assert.Equal(seconds, RetryPolicy.Wait(new StepRetries(), retry, $"{Key}/train/{retry}").TotalSeconds, 6);

    [Fact]
    public void Advance_StepRunsOutOfTime_StopsItAndTriesAgain()
    {
        Advance(0);
        Assert.Equal(Begin.AddMinutes(10), _last.LookAgainAt);
        Advance(10);

        Assert.Equal([new StepAttempt("a", 1)], _last.Stop);
        Assert.Equal(StepState.WaitingToRetry, Of("a").State);
        Succeed("a", 1);
        Assert.Equal(StepState.WaitingToRetry, Of("a").State);
        Assert.Equal("a2", Advance(11));
    }

    [Fact]
    public void Advance_RunOutOfTime_StopsEverythingAndFails()
    {
        Advance(0);
        Succeed("a", 1);
        Advance(1);
        Advance(60);

        Assert.Equal(["b", "c", "e"], _last.Stop.Select(attempt => attempt.Step).Order());
        Assert.Equal((RunOutcome.Failed, "the run took longer than its timeout of 1h"), (_progress.Outcome, _progress.Reason));
        Assert.Equal("a Succeeded,e Failed,b Failed,c Failed,d Skipped", States());
    }

    [Fact]
    public void Resume_AfterFailure_KeepsWhatSucceededAndIgnoresOldAttempts()
    {
        Advance(0);
        Succeed("a", 1);
        Succeed("e", 1);
        Advance(1);
        Fail("b", 1, StepFailureKind.User, "x", 2);
        Succeed("c", 1);
        Advance(2);
        _progress = RunProgression.Resume(_progress, Begin.AddHours(5));

        Assert.Equal("b2", Advance(301));
        Succeed("b", 1);
        Assert.Equal(StepState.Running, Of("b").State);
        Succeed("b", 2);
        Assert.Equal("d1", Advance(302));
        Succeed("d", 1);
        Advance(303);
        Assert.Equal(RunOutcome.Succeeded, _progress.Outcome);
        Assert.Throws<InvalidOperationException>(() => RunProgression.Resume(_progress, Begin));
    }

    [Fact]
    public void Cancel_WhileRunning_StopsAndCanBeResumed()
    {
        Advance(0);
        _progress = RunProgression.Cancel(_progress, "by alice");
        Advance(1);

        Assert.Equal("a Cancelled,e Cancelled,b Skipped,c Skipped,d Skipped", States());
        Assert.Equal((RunOutcome.Cancelled, "by alice"), (_progress.Outcome, _progress.Reason));
        Succeed("a", 1);
        Assert.Equal(StepState.Cancelled, Of("a").State);
        _progress = RunProgression.Resume(_progress, Begin.AddHours(1));
        Assert.Equal("a2 e2", Advance(60));
    }

    private string Advance(double minutes)
    {
        _last = RunProgression.Advance(Definition, _progress, Begin.AddMinutes(minutes));
        _progress = JsonSerializer.Deserialize<RunProgress>(JsonSerializer.Serialize(_last.Progress))!;
        return string.Join(' ', _last.Start.Select(attempt => $"{attempt.Step}{attempt.Attempt}"));
    }

    private void Succeed(string step, int attempt) =>
        _progress = RunProgression.Succeeded(_progress, new StepAttempt(step, attempt), $"out-{step}", Begin);

    private void Fail(string step, int attempt, StepFailureKind kind, string message, double minutes) =>
        _progress = RunProgression.Failed(Definition, _progress, new StepAttempt(step, attempt), kind, message, Begin.AddMinutes(minutes));

    private StepProgress Of(string step) => _progress.Steps.Single(progress => progress.Name == step);

    private string States() => string.Join(',', _progress.Steps.OrderBy(step => "aebcd".IndexOf(step.Name, StringComparison.Ordinal)).Select(step => $"{step.Name} {step.State}"));
}
