using OrleansML.Data.Monitoring;
using OrleansML.Learning.Profile;
using OrleansML.Models;

namespace OrleansML.Grains.Monitoring;

/// <summary>
/// Finds which columns of the outputs are the predictions that a training profile describes: <c>prediction</c>, which is a number or the probability of the
/// second of two classes, or the probability of each of several classes. They are counted under the names of the profile. Pure.
/// </summary>
internal static class PredictedColumns
{
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
        var logged = layout.Columns.Where(static column => column.IsOutput).Select(static column => column.Name).ToHashSet(StringComparer.Ordinal);
        var place = ColumnsOf(OutputColumns.Of(description, OutputColumns.IsFraction, logged), said.Length).IndexOf(column);
        return place < 0 ? column : said[place];
    }

    private static List<string> ColumnsOf(OutputColumns[] outputs, int count)
    {
        var found = Single(outputs, count);
        return count == 1 && found.Count == 0 && Single(outputs, 2) is [_, var second] ? [second] : found;
    }

    private static List<string> Single(OutputColumns[] outputs, int count) =>
        OutputColumns.Likeliest(Array.FindAll(outputs, output => output.Columns.Count == count)) is [var only] ? [.. only.Columns] : [];
}
