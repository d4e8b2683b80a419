using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>Something that rows to be staged come from, read once from start to end.</summary>
internal abstract class ChunkSource : IDisposable
{
    /// <summary>The table that <see cref="Load"/> fills: <c>row</c>, <c>problem</c>, and the columns of the job.</summary>
    public const string Table = "staged_chunk";

    /// <summary>What dead letters call it.</summary>
    public abstract string Name { get; }

    /// <summary>How far it has been read.</summary>
    public abstract StagedMark Mark { get; private protected set; }

    /// <summary>Puts the rows that come next into the table.</summary>
    /// <param name="session">The database that holds the table.</param>
    /// <param name="chunkPath">A file to use on the way.</param>
    /// <param name="most">Most rows.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <returns>How many rows these are.</returns>
    public abstract int Load(Session session, string chunkPath, int most, CancellationToken cancellationToken);

    public abstract void Dispose();
}
