using OrleansML.Learning.Features;

namespace OrleansML.Learning.Sketches;

/// <summary>What predicted numbers are off by: moments of the error, of its size, its square and its ratio to the truth, and of the truth; mergeable.</summary>
public sealed class RegressionErrors
{
    private Moments _errors;
    private Moments _absolute;
    private Moments _squared;
    private Moments _relative;
    private Moments _actual;

    /// <summary>Number of predictions.</summary>
    public long Count => _errors.Count;

    /// <summary>Prediction less truth.</summary>
    public Moments Errors => _errors;

    /// <summary>Size of the error.</summary>
    public Moments Absolute => _absolute;

    /// <summary>Square of the error.</summary>
    public Moments Squared => _squared;

    /// <summary>Size of the error over that of the truth, where the truth is not 0.</summary>
    public Moments Relative => _relative;

    /// <summary>The truth.</summary>
    public Moments Actual => _actual;

    /// <summary>Adds a prediction.</summary>
    /// <param name="predicted">Finite.</param>
    /// <param name="actual">Finite.</param>
    /// <exception cref="ArgumentException">One is not finite.</exception>
    public void Add(double predicted, double actual)
    {
        if (!double.IsFinite(predicted) || !double.IsFinite(actual))
            throw new ArgumentException($"{predicted} was predicted for {actual}; both must be finite.");

        var error = predicted - actual;
        _errors = _errors.Add(error);
        _absolute = _absolute.Add(Math.Abs(error));
        _squared = _squared.Add(error * error);
        _actual = _actual.Add(actual);
        if (actual != 0)
            _relative = _relative.Add(Math.Abs(error / actual));
    }

    /// <summary>Adds the errors of another.</summary>
    public void Merge(RegressionErrors other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _errors = _errors.Merge(other._errors);
        _absolute = _absolute.Merge(other._absolute);
        _squared = _squared.Merge(other._squared);
        _relative = _relative.Merge(other._relative);
        _actual = _actual.Merge(other._actual);
    }

    internal static RegressionErrors Read(ref CompactReader reader) => new()
    {
        _errors = Moments.Read(ref reader),
        _absolute = Moments.Read(ref reader),
        _squared = Moments.Read(ref reader),
        _relative = Moments.Read(ref reader),
        _actual = Moments.Read(ref reader),
    };

    internal void Write(in CompactWriter writer)
    {
        _errors.Write(writer);
        _absolute.Write(writer);
        _squared.Write(writer);
        _relative.Write(writer);
        _actual.Write(writer);
    }
}
