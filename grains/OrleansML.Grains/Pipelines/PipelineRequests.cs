using OrleansML.Learning.Pipelines;
using OrleansML.Models;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>What must be right with what callers send, before anything is looked at.</summary>
internal static class PipelineRequests
{
    private const int MaximumActor = 200;
    private const int MaximumReason = 1_000;
    private const int MaximumAlarm = 200;

    private static readonly TimeSpan MostAhead = TimeSpan.FromMinutes(5);

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    public static void Require(ApplyPipelineRequest request)
    {
        if (request.Actor.Length > MaximumActor)
            throw Invalid($"The actor has {request.Actor.Length} characters; {MaximumActor} are allowed.");
    }

    /// <inheritdoc cref="Require(ApplyPipelineRequest)"/>
    public static void Require(StartPipelineRequest request, DateTimeOffset now)
    {
        RequireOperation(request.Operation, request.At, now);
        if (request.IntervalStart is null != request.IntervalEnd is null || request.IntervalStart > request.IntervalEnd)
            throw Invalid("The interval needs a start and an end that is not before it, or neither.");
    }

    /// <inheritdoc cref="Require(ApplyPipelineRequest)"/>
    public static void Require(BackfillPipelineRequest request, DateTimeOffset now) => RequireOperation(request.Operation, request.At, now);

    /// <inheritdoc cref="Require(ApplyPipelineRequest)"/>
    public static void Require(PipelineAlarm alarm, DateTimeOffset now)
    {
        if (alarm.Id.Length is 0 or > MaximumAlarm)
            throw Invalid($"The id of the alarm has {alarm.Id.Length} characters; 1 to {MaximumAlarm} are allowed.");
        RequireTime(alarm.At, now);
    }

    /// <inheritdoc cref="Require(ApplyPipelineRequest)"/>
    public static void RequireReason(string reason)
    {
        if (reason.Length is 0 or > MaximumReason)
            throw Invalid($"The reason has {reason.Length} characters; 1 to {MaximumReason} are allowed.");
    }

    private static void RequireOperation(string operation, DateTimeOffset at, DateTimeOffset now)
    {
        ModelName.Require(operation, "operation");
        RequireTime(at, now);
    }

    private static void RequireTime(DateTimeOffset at, DateTimeOffset now)
    {
        var latest = now + MostAhead;
        if (at > latest)
            throw Invalid($"The time {Instant.Text(at)} lies ahead; at most {Instant.Text(latest)} is allowed. Check the clock.");
    }

    private static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);
}
