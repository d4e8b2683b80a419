using Orleans.Concurrency;

namespace OrleansML.Pipelines;

/// <summary>
/// One pipeline: decides when it runs, and leads each run through its steps. Key: its name. Durable: what is decided is stored before it is done, and
/// after the loss of its silo it goes on elsewhere. No key of a run starts twice, whatever is lost, doubled or late.
/// </summary>
/// <remarks>
/// All but <see cref="Apply"/>, <see cref="Delete"/>, <see cref="Ensure"/>, <see cref="Beat"/> and <see cref="Report"/> throw <see cref="OrleansMLException"/> with <see cref="ErrorCode.PipelineNotFound"/> where nothing is
/// applied. Whatever changes something throws it with <see cref="ErrorCode.StorageUnavailable"/> when that cannot be stored, and then nothing has changed; with
/// <see cref="ErrorCode.Unavailable"/> when the pipeline moved to another silo meanwhile: repeat the call.
/// </remarks>
[Alias("OrleansML.IPipelineGrain")]
public interface IPipelineGrain : IGrainWithStringKey
{
    /// <summary>
    /// Puts a definition in place of the one before. Idempotent: the same text again changes nothing. A run that goes on keeps the definition that it
    /// began with; triggers that are new or have another schedule start with what comes after now.
    /// </summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: the definition breaks rules, all of which are named, or has another name than this pipeline.
    /// <see cref="ErrorCode.TooLarge"/>.
    /// </exception>
    [Alias("Apply")]
    Task<PipelineApplied> Apply(ApplyPipelineRequest request);

    /// <summary>The definition in use, in YAML as it was applied.</summary>
    [Alias("GetDefinition"), AlwaysInterleave]
    Task<string> GetDefinition();

    /// <summary>How it stands: what goes on, what comes next, and the last runs.</summary>
    [Alias("GetStatus"), AlwaysInterleave]
    Task<PipelineStatus> GetStatus();

    /// <summary>One run with its steps. Steps are known of the one that goes on and of the last 20 that ended.</summary>
    /// <param name="run">Its id or its key.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>.</exception>
    [Alias("GetRun"), AlwaysInterleave]
    Task<PipelineRun> GetRun(string run);

    /// <summary>The last decisions with their reasons, newest first; at most the last 200 are kept.</summary>
    /// <param name="most">How many, 1 or more.</param>
    [Alias("GetDecisions"), AlwaysInterleave]
    Task<PipelineDecision[]> GetDecisions(int most);

    /// <summary>
    /// Asks for a run by hand; it starts, waits or is skipped by the overlap policy, also while the triggers are paused. Idempotent by operation.
    /// </summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>. <see cref="ErrorCode.Conflict"/>: the request is older than all that are remembered.</exception>
    [Alias("Start")]
    Task<PipelineRun> Start(StartPipelineRequest request);

    /// <summary>Asks for the runs of a trigger by the clock over a range of the past, one after the other, behind all that is due. Idempotent by operation.</summary>
    /// <exception cref="OrleansMLException">
    /// <see cref="ErrorCode.InvalidRequest"/>: range, trigger or number are not allowed. <see cref="ErrorCode.Conflict"/>: another backfill goes on, or the
    /// request is older than all that are remembered.
    /// </exception>
    [Alias("Backfill")]
    Task<PipelineStatus> Backfill(BackfillPipelineRequest request);

    /// <summary>Ends the backfill after the run that goes on. Changes nothing where there is none.</summary>
    [Alias("EndBackfill")]
    Task<PipelineStatus> EndBackfill();

    /// <summary>Stops a run: its steps are stopped, what they had begun elsewhere too. Idempotent; a run that has ended stays as it is.</summary>
    /// <param name="run">Its id or its key.</param>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>; <see cref="ErrorCode.InvalidRequest"/>.</exception>
    [Alias("Cancel")]
    Task<PipelineRun> Cancel(string run, string reason);

    /// <summary>
    /// Goes on with a run that failed or was cancelled, under the same key: steps that succeeded are kept, all others are done again, by the definition
    /// that the run began with. Changes nothing while it goes on.
    /// </summary>
    /// <param name="run">Its id or its key; one of the last 20.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.RunNotFound"/>. <see cref="ErrorCode.Conflict"/>: it succeeded or never started, or another goes on.</exception>
    [Alias("Resume")]
    Task<PipelineRun> Resume(string run);

    /// <summary>Has triggers start nothing from now on; what goes on goes on, and runs by hand start. The first reason stays.</summary>
    /// <param name="reason">Why, 1 to 1,000 characters.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    [Alias("Pause")]
    Task<PipelineStatus> Pause(string reason);

    /// <summary>Lets triggers start runs again. What came due in between stays skipped. Changes nothing where it is not paused.</summary>
    [Alias("Unpause")]
    Task<PipelineStatus> Unpause();

    /// <summary>Stops the run that goes on and forgets the pipeline, but for what keeps a key from starting twice. Idempotent.</summary>
    [Alias("Delete")]
    Task Delete();

    /// <summary>Tells of an alarm; triggers that listen to it start a run. Idempotent by id.</summary>
    /// <returns>What came of it, a sentence for each trigger that listens; empty when none does, or the alarm was told before.</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>.</exception>
    [Alias("RaiseAlarm")]
    Task<string[]> RaiseAlarm(PipelineAlarm alarm);

    /// <summary>Sees to it that the pipeline goes on.</summary>
    /// <returns>Whether there is one.</returns>
    [Alias("Ensure"), AlwaysInterleave]
    Task<bool> Ensure();

    /// <summary>For silos: says which attempts at steps a silo works on.</summary>
    /// <returns>Those of them that do not count any more, and are to be stopped.</returns>
    [Alias("Beat")]
    Task<PipelineAttempt[]> Beat(PipelineBeat beat);

    /// <summary>For silos: tells what came of an attempt, of counting rows, or of a notification. Idempotent; what does not count any more changes nothing.</summary>
    [Alias("Report")]
    Task Report(PipelineReport report);
}
