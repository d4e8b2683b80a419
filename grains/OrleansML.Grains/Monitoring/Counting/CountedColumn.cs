using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>How the values of one column of the log are counted. Belongs to the consumer.</summary>
/// <param name="name">Name of the column in windows.</param>
/// <param name="isOutput">Whether the model said it.</param>
/// <param name="shape">Its shape.</param>
/// <param name="isPrivate">Whether only the presence of values may be counted.</param>
internal sealed class CountedColumn(string name, bool isOutput, ColumnShape shape, bool isPrivate)
{
    /// <summary>Stands for any value of a private column.</summary>
    public const string Present = "(present)";

    private readonly ValueTexts _texts = new();

    public string Name { get; } = name;

    public bool IsOutput { get; } = isOutput;

    public ColumnShape Shape { get; } = isPrivate ? ColumnShape.OfCategories() : shape;

    /// <summary>Counts a value. An empty text is missing, as it is in the names of segments; a time counts as seconds since 1970.</summary>
    public void Add(ColumnWindow window, in FeatureValue value)
    {
        if (value.IsMissing)
            window.AddMissing();
        else if (value.TryGetText(out var text))
            Add(window, text);
        else if (isPrivate)
            window.Add(Present);
        else if (Shape.IsNumeric)
            window.Add(NumberOf(value));
        else if (value.TryGetNumber(out var number) && double.IsNaN(number))
            window.AddMissing();
        else
            window.Add(_texts.Of(value));
    }

    private static double NumberOf(in FeatureValue value) =>
        value.TryGetNumber(out var number) ? number : value.TryGetTime(out var time) ? time.Microseconds / 1e6 : double.NaN;

    private void Add(ColumnWindow window, string text)
    {
        if (text.Length == 0)
            window.AddMissing();
        else
            window.Add(isPrivate ? Present : text);
    }
}
