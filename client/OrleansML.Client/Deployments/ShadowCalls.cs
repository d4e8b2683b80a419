using OrleansML.Deployments;
using OrleansML.Tensors;

namespace OrleansML.Client;

/// <summary>
/// Asks the shadow version for what was answered already and compares. Nobody waits for it, and at most <see cref="MostOutstanding"/> requests
/// are under way: a shadow that is slow or gone costs its own answers and nothing else.
/// </summary>
internal sealed class ShadowCalls(ShadowPlan plan, Func<int, int> random)
{
    /// <summary>Requests of one router to the shadow version at a time; what comes above that is dropped and counted.</summary>
    public const int MostOutstanding = 64;

    private const int ShareUnits = 1_000_000;

    private readonly Lock _lock = new();
    private ShadowFigures _figures = new();
    private int _outstanding;

    public int Version => plan.Version;

    /// <summary>Draws whether a request is for the shadow version too.</summary>
    public bool Draw() => plan.Share >= 1 || random(ShareUnits) < plan.Share * ShareUnits;

    /// <summary>Begins to ask and compare in the background, unless too much is under way.</summary>
    /// <param name="ask">Asks the shadow version.</param>
    /// <param name="outputs">What the client was answered.</param>
    public void Start(Func<Task<IReadOnlyList<Tensor>>> ask, IReadOnlyList<Tensor> outputs)
    {
        if (Interlocked.Increment(ref _outstanding) <= MostOutstanding)
        {
            _ = Task.Run(() => CompareAsync(ask, outputs));
            return;
        }

        Interlocked.Decrement(ref _outstanding);
        Count(static figures => figures with { Dropped = figures.Dropped + 1 });
    }

    public ShadowFigures Read()
    {
        lock (_lock)
            return _figures;
    }

    private async Task CompareAsync(Func<Task<IReadOnlyList<Tensor>>> ask, IReadOnlyList<Tensor> outputs)
    {
        try
        {
            var comparison = OutputComparison.Of(outputs, await ask(), plan.Tolerance);
            Count(figures => figures with
            {
                Compared = figures.Compared + 1,
                Differing = figures.Differing + (comparison.AreEqual ? 0 : 1),
                LargestDifference = Math.Max(figures.LargestDifference, comparison.LargestDifference),
                Decisions = figures.Decisions + comparison.Decisions,
                EqualDecisions = figures.EqualDecisions + comparison.EqualDecisions,
            });
        }
        catch (Exception)
        {
            // Whatever it was, the client has its answer; the count says that the shadow has none.
            Count(static figures => figures with { Failed = figures.Failed + 1 });
        }
        finally
        {
            Interlocked.Decrement(ref _outstanding);
        }
    }

    private void Count(Func<ShadowFigures, ShadowFigures> change)
    {
        lock (_lock)
            _figures = change(_figures);
    }
}
