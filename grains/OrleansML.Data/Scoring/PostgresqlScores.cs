using OrleansML.Data.History;
using OrleansML.Data.Sources;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>
/// Puts the scores of a finished job into a table of PostgreSQL: streamed into a staging table, then merged in one transaction, which also notes the
/// job in the table <c>orleansml_scoring_jobs</c>, so that the same job again changes nothing.
/// </summary>
/// <param name="options">What reading the parts may use.</param>
/// <param name="secrets">Where secrets of the connection are found.</param>
public sealed class PostgresqlScores(HistoryQueryOptions options, ISecretStore secrets)
{
    /// <summary>Puts scores into a table, on a thread of its own.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="manifest">The parts, in Parquet.</param>
    /// <param name="folder">Their folder.</param>
    /// <param name="cancellationToken">Interrupts it; the table is as before then.</param>
    /// <returns>Rows put; false when the job was noted there already, and nothing was done.</returns>
    /// <exception cref="ScoringDataException">
    /// <see cref="ScoringFailure.Unreachable"/>: the database does not answer, and the same may be tried again. <see cref="ScoringFailure.Refused"/>,
    /// <see cref="ScoringFailure.Misconfigured"/>: credentials, permissions, the table or its columns must be changed.
    /// </exception>
    public Task<bool> ApplyAsync(TableOutput output, ScoringManifest manifest, string folder, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException(options.ToString() + secrets + output + manifest + folder + cancellationToken);
}
