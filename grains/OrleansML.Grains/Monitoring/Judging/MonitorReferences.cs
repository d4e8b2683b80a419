using OrleansML.Features;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using OrleansML.Pipelines;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>What a definition names and there is not. It may come later, so that this is told and not refused.</summary>
/// <param name="grains">Knows models, pipelines and views.</param>
internal sealed class MonitorReferences(IGrainFactory grains)
{
    /// <summary>One sentence for each.</summary>
    public async Task<string[]> MissingAsync(MonitorDefinition definition)
    {
        var notes = new List<string>();
        var snapshot = await grains.GetGrain<IModelRegistryGrain>(definition.Model).GetSnapshot();
        if (snapshot.Find(snapshot.Champion) is { } champion)
            notes.AddRange(Columns(definition, champion.Description).Select(missing => $"Version {champion.Version} of model '{definition.Model}' has no {missing}"));
        if (definition.Actions?.Pipeline is { } pipeline && await IsMissingAsync(pipeline))
            notes.Add($"There is no pipeline '{pipeline}', which 'actions' names: an alarm starts nothing before it is applied.");
        foreach (var view in (definition.Actions?.FeatureDefaults ?? []).Select(static feature => FeatureDefaultAction.Split(feature).View).Distinct())
        {
            if ((await grains.GetGrain<IFeatureViewGrain>(view).GetSnapshot()).Revision == 0)
                notes.Add($"There is no feature view '{view}', which 'actions' names: an alarm switches nothing to its default before it is applied.");
        }

        return [.. notes];
    }

    private async Task<bool> IsMissingAsync(string pipeline)
    {
        try
        {
            await grains.GetGrain<IPipelineGrain>(pipeline).GetDefinition();
            return false;
        }
        catch (OrleansMLException exception) when (exception.Code == ErrorCode.PipelineNotFound)
        {
            return true;
        }
    }

    private static IEnumerable<string> Columns(MonitorDefinition definition, ModelDescription version)
    {
        foreach (var column in definition.Segments.SelectMany(static columns => columns).Distinct().Where(column => !Has(version, column)))
            yield return $"column '{column}', which 'segments' names: all of its rows are in '{column}={MonitorSegments.Missing}'.";
        foreach (var rule in definition.Rules)
        {
            foreach (var column in (rule.Columns ?? []).Where(column => !Has(version, column)))
                yield return $"column '{column}', which rule '{rule.Name}' names: it says nothing of it.";
        }

        if (definition.Label?.Output is { } output && !version.Outputs.Any(tensor => IsOf(tensor.Name, output)))
            yield return $"output '{output}', which 'label' names: no label can be compared.";
    }

    private static bool Has(ModelDescription version, string column) =>
        version.Features?.Columns.Any(known => known.Name == column) == true
        || version.Features?.Request.Any(field => field.Name == column) == true
        || version.Inputs.Concat(version.Outputs).Any(tensor => IsOf(tensor.Name, column));

    // A tensor of several values a row has a column for each of them.
    private static bool IsOf(string tensor, string column) => column == tensor || column.StartsWith($"{tensor}_", StringComparison.Ordinal);
}
