using System.Globalization;
using OrleansML.Data.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Finds which columns of the outputs are the predictions that a training profile describes: <c>prediction</c>, which is a number or the probability of the
/// second of two classes, or the probability of each of several classes. They are counted under the names of the profile. Pure.
/// </summary>
internal static class PredictedColumns
{
    // What outputs of probabilities are called, the likelier name first.
    private static readonly string[] Hints = ["prob", "score"];

    /// <summary>The name that a column of the outputs is counted under; its own where the profile does not describe it.</summary>
    /// <param name="description">The version.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="layout">The columns of its log.</param>
    /// <param name="column">Name of the column in the log.</param>
    public static string NameOf(ModelDescription? description, ReferenceProfile? profile, PredictionLayout layout, string column)
    {
        if (description is null || profile is not { Predictions.Count: > 0 })
            return column;

        string[] said = [.. profile.Predictions.Keys];
        var place = Array.IndexOf(ColumnsOf(description, said.Length, layout.Columns), column);
        return place < 0 ? column : said[place];
    }

    private static string[] ColumnsOf(ModelDescription description, int count, IReadOnlyList<LoggedColumn> columns)
    {
        var outputs = description.Outputs
            .Where(static output => output.Type is TensorType.Float16 or TensorType.Float32 or TensorType.Float64 && !output.Name.EndsWith(".keys", StringComparison.Ordinal))
            .Select(output => ColumnsOf(output.Name, columns))
            .ToArray();
        var found = Single(outputs, count);
        return count == 1 && found.Length == 0 && Single(outputs, 2) is [_, var second] ? [second] : found;
    }

    private static string[] Single(string[][] outputs, int count)
    {
        var able = Array.FindAll(outputs, columns => columns.Length == count);
        if (able.Length > 1)
            able = Hints.Select(hint => Array.FindAll(able, columns => columns[0].Contains(hint, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(static hinted => hinted.Length > 0, able);
        return able.Length == 1 ? able[0] : [];
    }

    private static string[] ColumnsOf(string output, IReadOnlyList<LoggedColumn> columns)
    {
        // As EventLayout and PredictionLayout name them.
        var found = new List<string>();
        while (Find(string.Create(CultureInfo.InvariantCulture, $"{output}_{found.Count}")) is { } column)
            found.Add(column);
        return found.Count > 0 ? [.. found] : Find(output) is { } only ? [only] : [];

        string? Find(string name) => columns.FirstOrDefault(column => column.IsOutput && (column.Name == name || column.Name == name.TrimStart('_') + ".output"))?.Name;
    }
}
