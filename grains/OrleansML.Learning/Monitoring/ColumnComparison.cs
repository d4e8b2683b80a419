using OrleansML.Learning.Profile;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Compares what columns hold, by our definitions. Where bins or known categories are shared, distances are exact, however many rows there were, and what
/// is missing is a bin of its own; otherwise they come from the sketches, with their error.
/// </summary>
public static class ColumnComparison
{
    private const string MissingCategory = "\0missing";

    /// <summary>Compares windows with windows, such as today with last week.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="reference">Windows of one shape, together.</param>
    /// <param name="current">Windows of the same shape, together.</param>
    /// <param name="limits">From where on it is drift; left out: our own.</param>
    /// <exception cref="ArgumentException">A side has no window, or the shapes differ.</exception>
    public static DriftResult Compare(
        DriftMetric metric, IReadOnlyList<ColumnWindow> reference, IReadOnlyList<ColumnWindow> current, DriftLimits? limits = null)
    {
        var shape = ShapeOf(reference, current);
        if (!shape.IsNumeric)
            return DriftTest.Compare(metric, DriftProfile.Own, CategoriesOf(Together(reference)), CategoriesOf(Together(current)), limits);

        return shape.Edges.Count == 0 || NeedsValues(metric)
            ? DriftTest.Compare(metric, DriftProfile.Own, NumbersOf(Together(reference)), NumbersOf(Together(current)), limits)
            : DriftTest.CompareBins(metric, BinsOf(reference), BinsOf(current), limits);
    }

    /// <summary>Compares a window with another by several metrics, each as <see cref="Compare(DriftMetric, IReadOnlyList{ColumnWindow}, IReadOnlyList{ColumnWindow}, DriftLimits?)"/> does.</summary>
    /// <param name="metrics">What to measure.</param>
    /// <param name="reference">A window.</param>
    /// <param name="current">A window of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    internal static DriftResult[] CompareAll(IEnumerable<DriftMetric> metrics, ColumnWindow reference, ColumnWindow current)
    {
        if (!ShapeOf([reference], [current]).IsNumeric)
        {
            var (before, now) = (CategoriesOf(reference), CategoriesOf(current));
            return [.. metrics.Select(metric => DriftTest.Compare(metric, DriftProfile.Own, before, now))];
        }

        var hasBins = current.Shape.Edges.Count > 0;
        var (numbersBefore, numbersNow) = (new Lazy<NumericSample>(() => NumbersOf(reference), isThreadSafe: false), new Lazy<NumericSample>(() => NumbersOf(current), isThreadSafe: false));
        return
        [
            .. metrics.Select(metric => hasBins && !NeedsValues(metric)
                ? DriftTest.CompareBins(metric, BinsOf([reference]), BinsOf([current]))
                : DriftTest.Compare(metric, DriftProfile.Own, numbersBefore.Value, numbersNow.Value)),
        ];
    }

    /// <summary>Compares windows with the numbers that a model was trained on. What needs values and not bins cannot be said.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="reference">What the model was trained on.</param>
    /// <param name="current">Windows of the shape of that profile, together.</param>
    /// <param name="limits">From where on it is drift; left out: our own.</param>
    /// <exception cref="ArgumentException">There is no window, or one has other bins than the profile.</exception>
    public static DriftResult Compare(DriftMetric metric, NumericProfile reference, IReadOnlyList<ColumnWindow> current, DriftLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var shape = ShapeOf(current, current);
        if (!shape.IsNumeric || !shape.Edges.SequenceEqual(reference.Histogram.Edges))
            throw new ArgumentException("The windows have other bins than the profile; give them ColumnShape.Of(profile).", nameof(current));

        var result = DriftTest.CompareBins(metric, [.. reference.Histogram.Counts, reference.Missing], BinsOf(current), limits);
        return reference.Minimum == reference.Maximum && result.Reason is null && result.CurrentCount > 0 ? AgainstConstant(result, reference, current) : result;
    }

    /// <summary>Compares windows with the categories that a model was trained on.</summary>
    /// <param name="metric">What to measure.</param>
    /// <param name="reference">What the model was trained on.</param>
    /// <param name="current">Windows of the shape of that profile, together.</param>
    /// <param name="limits">From where on it is drift; left out: our own.</param>
    /// <exception cref="ArgumentException">There is no window, or one has numbers.</exception>
    public static DriftResult Compare(DriftMetric metric, CategoricalProfile reference, IReadOnlyList<ColumnWindow> current, DriftLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (ShapeOf(current, current).IsNumeric)
            throw new ArgumentException("The windows have numbers; the profile has categories.", nameof(current));

        var categories = reference.Categories.Select(static category => KeyValuePair.Create(category.Value, category.Count))
            .Append(KeyValuePair.Create(MissingCategory, reference.Missing));
        return DriftTest.Compare(metric, DriftProfile.Own, CategoricalSample.Of(categories, reference.Other), CategoriesOf(Together(current)), limits);
    }

    /// <summary>Windows as one.</summary>
    internal static ColumnWindow Together(IReadOnlyList<ColumnWindow> windows)
    {
        if (windows.Count == 1)
            return windows[0];

        var together = new ColumnWindow(windows[0].Shape);
        foreach (var window in windows)
            together.Merge(window);
        return together;
    }

    private static ColumnShape ShapeOf(IReadOnlyList<ColumnWindow> reference, IReadOnlyList<ColumnWindow> current)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(current);
        if (reference.Count == 0 || current.Count == 0)
            throw new ArgumentException("Each side needs a window.", reference.Count == 0 ? nameof(reference) : nameof(current));

        var shape = current[0].Shape;
        return reference.Concat(current).All(window => window.Shape.Fingerprint == shape.Fingerprint)
            ? shape
            : throw new ArgumentException("The windows have different shapes.", nameof(current));
    }

    private static bool NeedsValues(DriftMetric metric) => metric is DriftMetric.KolmogorovSmirnov or DriftMetric.Wasserstein or DriftMetric.ProportionZ;

    private static long[] BinsOf(IReadOnlyList<ColumnWindow> windows)
    {
        var sums = new long[windows[0].Shape.Edges.Count + 2];
        foreach (var window in windows)
            window.AddBinsTo(sums);
        return sums;
    }

    private static NumericSample NumbersOf(ColumnWindow window) => NumericSample.Of(window.Sketch, window.Moments);

    private static CategoricalSample CategoriesOf(ColumnWindow window) =>
        CategoricalSample.Of(window.Categories.Counts.Append(KeyValuePair.Create(MissingCategory, window.Missing)), window.Categories.Other);

    // All values of the reference are in one bin, and those on its lower side with them: bins would call any fall no change.
    private static DriftResult AgainstConstant(DriftResult result, NumericProfile reference, IReadOnlyList<ColumnWindow> current)
    {
        var isSame = current.All(window => window.Values == 0 || (window.IsConstant && window.Moments.Minimum == reference.Minimum));
        return isSame
            ? result
            : result with
            {
                Value = double.NaN,
                PValue = null,
                IsDrift = null,
                Reason = FormattableString.Invariant($"The reference is constant: all of its {reference.Count} values are {reference.Minimum}. Current ones differ."),
            };
    }
}
