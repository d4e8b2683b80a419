using OrleansML.Data.History;
using OrleansML.Data.History.Storage;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Finds and checks the input of a job and cuts it into slices. Parquet is scored where it lies; CSV, JSON lines and what a query returns are staged
/// first: streamed once into Parquet files in the folder of the job, and every slice can be worked on as soon as it is staged.
/// </summary>
/// <param name="options">What planning may use; its threads are not used.</param>
/// <param name="secrets">Where secrets of connections are found.</param>
public sealed class ScoringPlanner(HistoryQueryOptions options, ISecretStore secrets)
{
    /// <summary>Plans a job on a thread of its own. The same again gives the same slices; what is staged already is not staged again.</summary>
    /// <param name="definition">What to score, from files or a query.</param>
    /// <param name="columns">Columns that the model reads; key and carried columns are added.</param>
    /// <param name="folder">Folder of the job for what is staged, made where it is missing. One planner at a time may use it.</param>
    /// <param name="eachSlice">Gets each slice on the planning thread, in order, when it can be worked on; all of them again when a plan is made again.</param>
    /// <param name="cancellationToken">Interrupts it; what is staged by then stays for the next time.</param>
    /// <returns>The whole plan; it has at least one row.</returns>
    /// <exception cref="ArgumentException">The input is a feature view, whose entities the platform stages as files.</exception>
    /// <exception cref="ScoringDataException">The input cannot be used or read; the message holds everything that is wrong with any of its files.</exception>
    public Task<ScoringPlan> PlanAsync(
        ScoringDefinition definition, IReadOnlyList<string> columns, string folder, Action<ScoringSlice> eachSlice, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(eachSlice);
        return ScoringSession.RunAsync(options, session => Plan(session, definition, Used(definition, columns), folder, eachSlice, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Says how large a job is, from the metadata of Parquet, or from its first rows, on a thread of its own. The first slice is staged in the folder
    /// where the input needs it, so that a sample of it can be scored.
    /// </summary>
    /// <inheritdoc cref="PlanAsync" path="/param"/>
    /// <exception cref="ScoringDataException">The input cannot be used or read.</exception>
    public Task<ScoringEstimate> EstimateAsync(
        ScoringDefinition definition, IReadOnlyList<string> columns, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        return ScoringSession.RunAsync(options, session => Estimate(session, definition, Used(definition, columns), folder, cancellationToken), cancellationToken);
    }

    /// <summary>Where a file lies that somebody else stages for a job; <see cref="RemoveStaged"/> removes it with the rest.</summary>
    /// <param name="folder">The folder of the job.</param>
    /// <param name="name">Name of the file.</param>
    public static string StagedPath(string folder, string name) => Path.Combine(StagingJournal.FolderOf(folder), name);

    /// <summary>Removes what was staged in a folder of a job, if anything was.</summary>
    /// <param name="folder">The folder of the job.</param>
    public static void RemoveStaged(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        StagingJournal.Remove(folder);
    }

    private static string[] Used(ScoringDefinition definition, IReadOnlyList<string> columns) =>
        [.. definition.Key.Concat(definition.Include).Concat(columns).Distinct(StringComparer.OrdinalIgnoreCase)];

    private ScoringPlan Plan(
        Session session, ScoringDefinition definition, string[] columns, string folder, Action<ScoringSlice> eachSlice, CancellationToken cancellationToken)
    {
        if (definition.Input is not FileInput { Format: ScoringFormat.Parquet } files)
            return new StagedPlan(session, definition, columns, secrets, cancellationToken).Make(folder, int.MaxValue, eachSlice).Plan;

        var plan = new ParquetPlan(session, definition, columns, cancellationToken).Make(files);
        foreach (var slice in plan.Slices)
            eachSlice(slice);
        return plan;
    }

    private ScoringEstimate Estimate(Session session, ScoringDefinition definition, string[] columns, string folder, CancellationToken cancellationToken)
    {
        if (definition.Input is FileInput { Format: ScoringFormat.Parquet } files)
        {
            var whole = new ParquetPlan(session, definition, columns, cancellationToken).Make(files);
            return new ScoringEstimate(whole.Rows, true, whole.Slices.Count, whole.Files.Sum(static file => file.Bytes), whole.Slices[0], whole.Columns);
        }

        var (plan, share, estimate) = new StagedPlan(session, definition, columns, secrets, cancellationToken).Make(folder, 1, static _ => { });
        var rows = share == 1 ? plan.Rows : Math.Max(plan.Rows, estimate ?? (long)(plan.Rows / share));
        var slices = (int)((rows + plan.Slices[0].Rows - 1) / plan.Slices[0].Rows);
        return new ScoringEstimate(rows, share == 1, slices, plan.Files.Sum(static file => file.Bytes), plan.Slices[0], plan.Columns);
    }
}
