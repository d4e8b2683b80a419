using System.Security.Cryptography;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OrleansML.Data.Scoring;
using OrleansML.Grains.Registry;
using OrleansML.Learning.Records;
using OrleansML.Learning.Scoring;
using OrleansML.Scoring;
using Sized = OrleansML.Data.Scoring.ScoringEstimate;

namespace OrleansML.Grains.Scoring;

/// <summary>Plans, estimates and publishes jobs, off the turns of grains.</summary>
internal sealed partial class ScoringTasks(
    IGrainFactory grains, ScoringWorkLoader loader, ScoringPlanner planner, ScoringEntities entities, ScoringFolders folders, ScoringPublisher publisher, ScoringBatchSizes sizes,
    ArtifactWriter artifacts, ArtifactReader reader, ILogger<ScoringTasks> logger)
{
    private const int MostSlicesAtOnce = 2_000;

    /// <summary>Finds the rows of a job and tells its coordinator, slice by slice where they are staged first.</summary>
    public async Task PlanAsync(string job, ScoringSetup setup, TaskScheduler turns, CancellationToken cancellationToken)
    {
        await using var loaded = await loader.LoadAsync(job, setup with { Input = "" }, turns, cancellationToken);
        RequireFree(job, loaded.Work.Folder);
        var work = loaded.Work with { Definition = await entities.StageAsync(job, loaded.Work.Definition, cancellationToken) };
        var staged = Channel.CreateUnbounded<ScoringSlice>();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var planning = CompleteAsync(staged.Writer, planner.PlanAsync(
            work.Definition, ColumnsOf(work), folders.Of(job), slice => staged.Writer.TryWrite(slice), ending.Token));
        try
        {
            await TellAsync(job, setup, work, staged.Reader, planning, cancellationToken);
        }
        finally
        {
            // Whoever plans next must be alone in the folder.
            await ending.CancelAsync();
            await ((Task)planning).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Publishes the parts of a job.</summary>
    public async Task<ScoringOutcome> FinishAsync(string job, ScoringResult result, CancellationToken cancellationToken)
    {
        var definition = ScoringDefinitionReader.Read(result.Setup.Definition);
        var input = ScoringWorkLoader.InputOf(await reader.ReadAsync(result.Setup.Input, cancellationToken));
        var folder = folders.PartsOf(job, definition);
        var manifest = ManifestOf(job, definition, result, input);
        await OnThreadAsync(
            () =>
            {
                ScoringFiles.RequireUnchanged(input.Files);
                manifest.Publish(folder);
                return true;
            },
            cancellationToken);
        var path = Path.Combine(folder, ScoringManifest.FileName);
        return new ScoringOutcome
        {
            Result = await publisher.PublishAsync(definition, manifest, folder, result.ScoredAt, cancellationToken),
            Manifest = path,
            ManifestSha256 = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(path, cancellationToken))),
            Rows = manifest.Scored,
            DeadRows = manifest.Dead,
        };
    }

    /// <summary>Removes what a job that is published needs no more; what cannot be removed lies about, and harms nobody. Idempotent.</summary>
    public async Task CleanAsync(string job, ScoringSetup setup)
    {
        var definition = ScoringDefinitionReader.Read(setup.Definition);
        try
        {
            await Task.Run(() =>
            {
                ScoringPlanner.RemoveStaged(folders.Of(job));
                if (definition.Output is FileOutput)
                    folders.Remove(job);
                else
                    publisher.RemoveParts(folders.PartsOf(job, definition));
            });
        }
        catch (Exception exception) when (exception is ScoringDataException or IOException or UnauthorizedAccessException)
        {
            LogLeft(logger, job, exception.Message);
        }

        if (setup.Input.Length > 0)
            await artifacts.TryDeleteAsync(setup.Input);
    }

    /// <summary>Says what a job would do.</summary>
    public async Task<ScoringTrialReport> EstimateAsync(string job, ScoringSetup setup, TaskScheduler turns, CancellationToken cancellationToken)
    {
        await using var loaded = await loader.LoadAsync(job, setup, turns, cancellationToken);
        var work = loaded.Work;
        try
        {
            var definition = await entities.StageAsync(job, work.Definition, cancellationToken);
            var sized = await planner.EstimateAsync(definition, ColumnsOf(work), folders.Of(job), cancellationToken);
            return await OnThreadAsync(() => Try(work, sized, cancellationToken), cancellationToken);
        }
        finally
        {
            folders.Remove(job);
        }
    }

    private async Task TellAsync(
        string job, ScoringSetup setup, ScoringWork work, ChannelReader<ScoringSlice> staged, Task<ScoringPlan> planning, CancellationToken cancellationToken)
    {
        var coordinator = grains.GetGrain<IScoringCoordinatorGrain>(job);
        var batchRows = work.Definition.BatchRows ?? setup.BatchRows;
        var waiting = new List<ScoringSlice>();
        await foreach (var slice in staged.ReadAllAsync(cancellationToken))
        {
            if (batchRows == 0)
                batchRows = await OnThreadAsync(() => ChooseBatchRows(work, slice, cancellationToken), cancellationToken);
            waiting.Add(slice);

            // What lies in files of the input is worked on when it is known what these are, so that a change of them shows.
            if (!IsStaged(work.Definition) || staged.TryPeek(out _))
                continue;
            if (!await SendAsync(coordinator, waiting, batchRows, input: "", isComplete: false))
                return;
        }

        var plan = await planning;
        await SendAsync(coordinator, waiting, batchRows, await StoreAsync(job, plan.Files, cancellationToken), isComplete: true);
    }

    private ScoringTrialReport Try(ScoringWork work, Sized sized, CancellationToken cancellationToken)
    {
        var batchRows = work.Definition.BatchRows ?? ChooseBatchRows(work, sized.First, cancellationToken);
        return new ScoringTrialReport(work.Source.Id.Version, sized, batchRows, ScoringTrial.Run(work, sized.First, batchRows, cancellationToken));
    }

    private int ChooseBatchRows(ScoringWork work, ScoringSlice slice, CancellationToken cancellationToken) =>
        sizes.Choose(work.Source.Id, ColumnsOf(work).Length, () => ScoringTrial.ChooseBatchRows(work, slice, cancellationToken));

    private static void RequireFree(string job, string folder)
    {
        if (ScoringManifest.TryLoad(folder) is { } other && other.Job != job)
        {
            throw new OrleansMLException(
                ErrorCode.InvalidRequest, $"'{folder}' holds the result of scoring job '{other.Job}'; give each job a folder of its own, or remove that result.");
        }
    }

    private static bool IsStaged(ScoringDefinition definition) => definition.Input is not FileInput { Format: ScoringFormat.Parquet };

    private static string[] ColumnsOf(ScoringWork work) => [.. work.Shape.Tensors.SelectMany(static tensor => tensor.Columns)];

    private static ScoringManifest ManifestOf(string job, ScoringDefinition definition, ScoringResult result, ScoringInputRecord input) => new()
    {
        Job = job,
        Model = definition.Model,
        Version = result.Setup.Version,
        PackageSha256 = result.Package,
        Format = ScoringFolders.FormatOf(definition),
        Key = definition.Key,
        Files = input.Files,
        Parts =
        [
            .. result.Parts.Select(static part => new ScoringPart(
                part.Slice, part.Attempt, OrNull(part.File), part.Rows, part.Bytes, OrNull(part.Sha256), OrNull(part.DeadFile), part.DeadRows, OrNull(part.DeadSha256))),
        ],
        Rows = result.Parts.Sum(static part => (long)part.Rows + part.DeadRows),
        Scored = result.Parts.Sum(static part => (long)part.Rows),
        Dead = result.Parts.Sum(static part => (long)part.DeadRows),
    };

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static Task<T> OnThreadAsync<T>(Func<T> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task<ScoringPlan> CompleteAsync(ChannelWriter<ScoringSlice> slices, Task<ScoringPlan> planning)
    {
        try
        {
            var plan = await planning;
            slices.Complete();
            return plan;
        }
        catch (Exception exception)
        {
            slices.Complete(exception);
            throw;
        }
    }

    private static async Task<bool> SendAsync(IScoringCoordinatorGrain coordinator, List<ScoringSlice> waiting, int batchRows, string input, bool isComplete)
    {
        do
        {
            var part = new ScoringPlanPart
            {
                Slices = [.. waiting.Take(MostSlicesAtOnce).Select(static slice => new ScoringRange
                {
                    Index = slice.Index, FirstRow = slice.FirstRow, Rows = slice.Rows, File = slice.File, FirstRowOfFile = slice.FirstRowOfFile,
                })],
                BatchRows = batchRows,
                IsComplete = isComplete && waiting.Count <= MostSlicesAtOnce,
                Input = input,
            };
            if (!await coordinator.AddPlan(part))
                return false;
            waiting.RemoveRange(0, part.Slices.Length);
        }
        while (waiting.Count > 0);
        return true;
    }

    private Task<string> StoreAsync(string job, IReadOnlyList<ScoringFile> files, CancellationToken cancellationToken) =>
        artifacts.WriteAsync(CanonicalJson.Write(new ScoringInputRecord(job, files)), cancellationToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Files of scoring job {Job} could not be removed: {Reason}")]
    private static partial void LogLeft(ILogger logger, string job, string reason);
}
