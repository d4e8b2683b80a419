using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Profile;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a report compares with: the training data, windows, or nothing for a reason.</summary>
/// <param name="Text">In words.</param>
/// <param name="Profile">The training data; null: not these.</param>
/// <param name="Window">The windows as one; null: not these.</param>
/// <param name="Reason">Why there is nothing to compare with.</param>
/// <param name="Key">Stands for what it is made of; null: nothing does.</param>
internal sealed record QueryBaseline(string Text, ReferenceProfile? Profile = null, SegmentWindow? Window = null, string? Reason = null, string? Key = null)
{
    /// <summary>What the baseline has of a column; null: nothing.</summary>
    public ColumnBaseline? ColumnOf(string name, bool isOutput)
    {
        if (Window is not null)
            return (isOutput ? Window.Outputs : Window.Inputs).TryGetValue(name, out var window) ? new ColumnBaseline(Window: window) : null;
        if (Profile is null)
            return null;
        if ((isOutput ? Profile.Predictions : Profile.Numeric).TryGetValue(name, out var numbers))
            return new ColumnBaseline(Numbers: numbers);
        return !isOutput && Profile.Categorical.TryGetValue(name, out var categories) ? new ColumnBaseline(Categories: categories) : null;
    }
}
