using OrleansML.Learning.Definitions;
using Keys = OrleansML.Learning.Pipelines.PipelineKeys;

namespace OrleansML.Learning.Pipelines;

/// <summary>Reads the steps of a pipeline and how they depend on each other.</summary>
internal static class StepsReader
{
    private const int MostSteps = 100;

    public static IReadOnlyList<PipelineStep> Read(DefinitionSection root, TimeSpan runTimeout)
    {
        if (!root.Has(Keys.Steps))
            root.Violate(Keys.Steps, "is missing; say what is to be done.");
        var sections = root.NamedSections(Keys.Steps);
        if (root.Section(Keys.Steps) is { } all && !all.Keys.Any())
            root.Violate(Keys.Steps, "has no step; at least one is needed.");
        if (sections.Count > MostSteps)
        {
            root.Violate(Keys.Steps, $"has {sections.Count} steps; {MostSteps} are allowed.");
            return [];
        }

        var names = sections.Select(static step => step.Name).ToArray();
        var after = sections.ToDictionary(static step => step.Name, step => ReadAfter(step.Name, step.Section, names), StringComparer.Ordinal);
        var graph = new StepGraph(after);
        foreach (var cycle in graph.Cycles(names))
            sections.First(step => step.Name == cycle[0]).Section.Violate(Keys.After, $"closes a cycle: {string.Join(" -> ", cycle)}; a step cannot wait for itself.");

        var steps = new Dictionary<string, PipelineStep>(StringComparer.Ordinal);
        foreach (var (name, section) in sections)
        {
            if (StepReader.Read(name, section, after[name], new TemplateReader(section, name, names, graph.AncestorsOf(name)), runTimeout) is { } step)
                steps.Add(name, step);
        }

        return [.. graph.Order(names).Where(steps.ContainsKey).Select(name => steps[name])];
    }

    private static IReadOnlyList<string> ReadAfter(string name, DefinitionSection section, string[] names)
    {
        var known = new List<string>();
        foreach (var before in section.Texts(Keys.After) ?? [])
        {
            if (!names.Contains(before))
                section.Violate(Keys.After, $"names '{before}', which is no step; the steps are {string.Join(", ", names)}.");
            else if (known.Contains(before))
                section.Violate(Keys.After, $"names '{before}' more than once.");
            else if (before == name)
                section.Violate(Keys.After, $"closes a cycle: {name} -> {name}; a step cannot wait for itself.");
            else
                known.Add(before);
        }

        return known;
    }
}
