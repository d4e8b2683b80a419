using System.Collections.Concurrent;
using OrleansML.Data.Scoring;
using OrleansML.Inference;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>
/// The threads of one worker: the first reads rows and makes inputs of them, the second computes, the third writes, so that the model never waits for a
/// disk. Between them stand a few batches at most, whatever the input's size. Safe for concurrent use.
/// </summary>
internal sealed class ScoringEngine : IDisposable
{
    private const int MostBatches = 4;

    // Those that wait to be scored, the one that is, and the one that is read.
    private const int MostBlocks = MostBatches + 2;

    // Scores take little room, and while a part is flushed to the disk as many rows are scored as that takes.
    private const int MostRowsToWrite = 32_768;

    // The one that is computed, and the next.
    private const int MostHeld = 2;

    private readonly ScoringWork _work;
    private readonly CancellationTokenSource _ending = new();
    private readonly BlockingCollection<ScoringLease> _leases = [];
    private readonly BlockingCollection<Step> _toScore = new(MostBatches);
    private readonly BlockingCollection<Step> _toWrite;
    private readonly BlockingCollection<ScoringBlock> _free = [];
    private readonly SemaphoreSlim _news = new(0);
    private readonly Lock _lock = new();
    private readonly List<int> _held = [];
    private readonly List<ScoredPart> _parts = [];
    private readonly Thread[] _threads;
    private int _blocks;
    private long _scored;
    private long _finished;
    private Exception? _failure;

    /// <param name="name">Name of the worker, for whoever looks at the process.</param>
    /// <param name="work">The job.</param>
    /// <param name="niceness">How far its threads stand behind live traffic.</param>
    public ScoringEngine(string name, ScoringWork work, int niceness)
    {
        _work = work;
        _toWrite = new(Math.Max(MostBatches, MostRowsToWrite / work.BatchRows));
        _threads =
        [
            BackgroundThread.Start($"{name} reads", niceness, () => Guard(Read)),
            BackgroundThread.Start($"{name} scores", niceness, () => Guard(Score)),
            BackgroundThread.Start($"{name} writes", niceness, () => Guard(Write)),
        ];
    }

    /// <summary>Why it stopped; null while it works.</summary>
    public Exception? Failure => Volatile.Read(ref _failure);

    /// <summary>Rows it has scored.</summary>
    public long Rows => Interlocked.Read(ref _scored);

    /// <summary>Rows it has scored of slices that are not finished.</summary>
    public long RowsUnderWay => Math.Max(0, Rows - Interlocked.Read(ref _finished));

    /// <summary>Slices that are not finished, parts that nobody has decided on, and how many more slices it would take.</summary>
    public (int[] Held, ScoredPart[] Parts, int Credit) Look()
    {
        lock (_lock)
            return ([.. _held], [.. _parts], Math.Max(0, MostHeld - _held.Count));
    }

    /// <summary>Takes slices.</summary>
    public void Add(IEnumerable<ScoringLease> leases)
    {
        foreach (var lease in leases)
        {
            lock (_lock)
            {
                if (_held.Contains(lease.Slice.Index))
                    continue;
                _held.Add(lease.Slice.Index);
            }

            _leases.Add(lease);
        }
    }

    /// <summary>Forgets slices that are decided, whoever scored them.</summary>
    public void Forget(int[] decided)
    {
        if (decided.Length == 0)
            return;

        lock (_lock)
        {
            _held.RemoveAll(decided.Contains);
            _parts.RemoveAll(part => decided.Contains(part.Slice));
        }
    }

    /// <summary>Waits until there is something to report, at most for some time.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancellationToken) => _news.WaitAsync(most, cancellationToken);

    /// <summary>Ends its threads and waits for them, at most for a batch. Blocks the calling thread, which is none of a grain.</summary>
    public void Dispose()
    {
        _ending.Cancel();
        foreach (var thread in _threads)
            thread.Join();
        _leases.Dispose();
        _toScore.Dispose();
        _toWrite.Dispose();
        _free.Dispose();
        _news.Dispose();
        _ending.Dispose();
    }

    private static ScoringSlice SliceOf(ScoringLease lease) =>
        new(lease.Slice.Index, lease.Slice.FirstRow, lease.Slice.Rows, lease.Slice.File, lease.Slice.FirstRowOfFile);

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // The worker ends, or another of its threads failed.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            _ending.Cancel();
            _news.Release();
        }
    }

    private bool IsWanted(int slice)
    {
        lock (_lock)
            return _held.Contains(slice);
    }

    private void Read()
    {
        using var reader = new ScoringSliceReader(ScoringFolders.Reading, _work.Definition.Key, _work.Shape.Tensors);
        var feed = new ScoringFeed(_work);
        foreach (var lease in _leases.GetConsumingEnumerable(_ending.Token))
        {
            if (IsWanted(lease.Slice.Index))
                reader.Open(SliceOf(lease), _work.Files.GetValueOrDefault(lease.Slice.File), _ending.Token);
            while (IsWanted(lease.Slice.Index))
            {
                var block = TakeBlock();
                if (!reader.Read(block))
                {
                    _free.Add(block);
                    break;
                }

                _toScore.Add(new Step(lease, block, feed.Prepare(block)), _ending.Token);
            }

            _toScore.Add(new Step(lease, null, null), _ending.Token);
        }
    }

    private ScoringBlock TakeBlock()
    {
        if (_free.TryTake(out var block))
            return block;
        if (_blocks == MostBlocks)
            return _free.Take(_ending.Token);

        _blocks++;
        return new ScoringBlock(_work.Shape.Tensors, _work.BatchRows);
    }

    private void Score()
    {
        foreach (var step in _toScore.GetConsumingEnumerable(_ending.Token))
        {
            if (step.Batch is { } batch)
                Compute(_work.Model, _work.Shape, batch);
            if (step.Block is { } block)
                _free.Add(block);
            _toWrite.Add(step with { Block = null }, _ending.Token);
        }
    }

    /// <summary>Computes a batch.</summary>
    public static void Compute(BulkModel model, ScoringShape shape, ScoringBatch batch)
    {
        if (batch.Rows.Length == 0)
            return;

        model.Run(
            batch.Inputs,
            batch.Rows.Length,
            shape.Wanted,
            (first, count, outputs) => batch.Scored.Add((first, count, outputs)),
            (row, reason) => batch.Bad.Add(new ScoringBadRow(batch.Rows[row], reason)));
    }

    private void Write()
    {
        var layout = new ScoringPartLayout(_work.Definition.Key, _work.Definition.Include, _work.Shape.Scores, _work.Format);
        using var steps = _toWrite.GetConsumingEnumerable(_ending.Token).GetEnumerator();
        if (!steps.MoveNext())
            return;

        // Opened when rows are read and computed already, as it takes the core that these need to begin.
        using var writer = new ScoringPartWriter(ScoringFolders.Reading, layout);
        var slice = -1;
        var reason = "";
        do
        {
            var step = steps.Current;
            if (slice != step.Lease.Slice.Index)
            {
                writer.Begin(SliceOf(step.Lease));
                (slice, reason) = (step.Lease.Slice.Index, "");
            }

            if (step.Batch is { } batch)
            {
                ScoreWriting.Append(writer, _work.Shape, batch);
                if (reason.Length == 0 && batch.Bad.Count > 0)
                    reason = ScoreWriting.Describe(step.Lease.Slice.FirstRow, batch.Bad[0]);
                Interlocked.Add(ref _scored, batch.Count);
                continue;
            }

            if (IsWanted(slice))
                Finish(writer.Finish(_work.Folder, step.Lease.Attempt, _ending.Token), reason);
            Interlocked.Add(ref _finished, step.Lease.Slice.Rows);
            slice = -1;
        }
        while (steps.MoveNext());
    }

    private void Finish(ScoringPart part, string reason)
    {
        lock (_lock)
        {
            _held.Remove(part.Slice);
            _parts.Add(new ScoredPart
            {
                Slice = part.Slice,
                File = part.File ?? "",
                Sha256 = part.Sha256 ?? "",
                Bytes = part.Bytes,
                Rows = (int)part.Rows,
                DeadFile = part.DeadFile ?? "",
                DeadSha256 = part.DeadSha256 ?? "",
                DeadRows = (int)part.DeadRows,
                DeadReason = reason,
                Attempt = part.Attempt,
            });
        }

        _news.Release();
    }

    /// <summary>A batch of a slice with the block that it was read into, until it is scored; without one, the end of the slice.</summary>
    private sealed record Step(ScoringLease Lease, ScoringBlock? Block, ScoringBatch? Batch);
}
