namespace OrleansML.Learning.Pipelines;

/// <summary>Which step waits for which.</summary>
/// <param name="after">For each step, those directly before it; all of them known.</param>
internal sealed class StepGraph(IReadOnlyDictionary<string, IReadOnlyList<string>> after)
{
    /// <summary>Every step that must have succeeded before a step; itself too if it is part of a cycle.</summary>
    public IReadOnlySet<string> AncestorsOf(string step)
    {
        var ancestors = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(after[step]);
        while (open.TryPop(out var next))
        {
            if (!ancestors.Add(next))
                continue;
            foreach (var before in after[next])
                open.Push(before);
        }

        return ancestors;
    }

    /// <summary>The steps, each after those that it waits for, otherwise in the order given; steps in or behind a cycle are left out.</summary>
    public IReadOnlyList<string> Order(IReadOnlyList<string> steps)
    {
        var ordered = new List<string>();
        var placed = new HashSet<string>(StringComparer.Ordinal);
        while (steps.FirstOrDefault(step => !placed.Contains(step) && after[step].All(placed.Contains)) is { } next)
        {
            placed.Add(next);
            ordered.Add(next);
        }

        return ordered;
    }

    /// <summary>One shortest cycle for each group of steps that wait for each other, from the first of them, in the order in which they would run: a, b, a.</summary>
    public IEnumerable<IReadOnlyList<string>> Cycles(IReadOnlyList<string> steps)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (reported.Contains(step) || !AncestorsOf(step).Contains(step))
                continue;

            var cycle = ShortestCycle(step);
            reported.UnionWith(AncestorsOf(step).Where(other => AncestorsOf(other).Contains(step)));
            yield return cycle;
        }
    }

    // Breadth first from the step, along "waits for", back to the step.
    private List<string> ShortestCycle(string step)
    {
        var reachedFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var open = new Queue<string>([step]);
        while (!reachedFrom.ContainsKey(step))
        {
            var current = open.Dequeue();
            foreach (var before in after[current])
            {
                if (reachedFrom.TryAdd(before, current))
                    open.Enqueue(before);
            }
        }

        List<string> cycle = [step];
        for (var at = reachedFrom[step]; at != step; at = reachedFrom[at])
            cycle.Add(at);
        cycle.Add(step);
        return cycle;
    }
}
