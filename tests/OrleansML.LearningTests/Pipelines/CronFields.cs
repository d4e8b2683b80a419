namespace OrleansML.LearningTests.Pipelines;

/// <summary>A cron expression out of a grammar, with what its fields mean worked out beside its text.</summary>
internal sealed class CronFields
{
    private static readonly string[] Days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private readonly HashSet<int> _minutes = [];
    private readonly HashSet<int> _hours = [];
    private readonly HashSet<int> _daysOfMonth = [];
    private readonly HashSet<int> _daysOfWeek = [];
    private readonly string[] _text = new string[5];

    public CronFields(Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                (_text[0], IsInterval) = Step(_minutes, 60, random.Next(3) * 5 + 15);
                break;
            case 1:
                _text[0] = Some(_minutes, random, 60, 2);
                break;
            default:
                _text[0] = Some(_minutes, random, 60, 1);
                break;
        }

        switch (random.Next(6))
        {
            case 0:
                (_text[1], IsInterval) = Step(_hours, 24, 1);
                break;
            case 1:
                (_text[1], IsInterval) = Step(_hours, 24, random.Next(2, 8));
                break;
            case 2:
                var first = random.Next(20);
                var last = first + random.Next(1, 4);
                _hours.UnionWith(Enumerable.Range(first, last - first + 1));
                (_text[1], IsInterval) = ($"{first}-{last}", true);
                break;
            case 3:
                // The hours around which clocks are changed.
                _hours.UnionWith([1, 2, 3]);
                _text[1] = "1,2,3";
                break;
            default:
                _text[1] = Some(_hours, random, random.Next(2) == 0 ? 4 : 24, 1);
                break;
        }

        _daysOfMonth.UnionWith(Enumerable.Range(1, 31));
        _text[2] = "*";
        if (random.Next(8) == 0)
            (_text[2], _) = Step(_daysOfMonth, 32, 2, 1);
        _text[3] = "*";
        _daysOfWeek.UnionWith(Enumerable.Range(0, 7));
        _text[4] = "*";
        if (random.Next(6) == 0)
        {
            _daysOfWeek.Clear();
            _daysOfWeek.UnionWith([0, 1, 2, 3]);
            _text[4] = random.Next(2) == 0 ? string.Join(',', Days.Take(4)) : "1-3,7";
        }
    }

    public bool IsInterval { get; private set; }

    public override string ToString() => string.Join(' ', _text);

    public bool Matches(int local)
    {
        // Most minutes end here; there are many.
        if (!_minutes.Contains(((local % 60) + 60) % 60))
            return false;

        var time = LocalMinutes.Origin.AddMinutes(local);
        return _hours.Contains(time.Hour) && _daysOfMonth.Contains(time.Day) && _daysOfWeek.Contains((int)time.DayOfWeek);
    }

    private static string Some(HashSet<int> values, Random random, int below, int count)
    {
        while (values.Count < count)
            values.Add(random.Next(below));
        return string.Join(',', values);
    }

    private static (string Text, bool IsInterval) Step(HashSet<int> values, int below, int step, int from = 0)
    {
        values.Clear();
        for (var value = from; value < below; value += step)
            values.Add(value);
        return (step == 1 ? "*" : $"*/{step}", true);
    }
}
