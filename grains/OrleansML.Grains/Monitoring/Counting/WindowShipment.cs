using OrleansML.Data.Monitoring;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What was counted of one version and window, on its way: the parts of segments go first, and the whole after all of them.</summary>
internal sealed class WindowShipment
{
    private readonly string _model;
    private readonly string _source;
    private readonly EventCounter _counter;
    private readonly long _answered;
    private readonly long _number;
    private readonly Queue<(string Key, MonitorPart Part)> _segments = [];
    private CountedWindow? _counted;
    private (string Key, MonitorPart Part)? _whole;

    /// <param name="model">Name of the model.</param>
    /// <param name="source">The run of this silo.</param>
    /// <param name="counted">What was counted; not changed any more.</param>
    /// <param name="number">Its number; a later shipment has a greater one.</param>
    public WindowShipment(string model, string source, CountedWindow counted, long number)
    {
        (_model, _source, _counted, _number, _counter, _answered) = (model, source, counted, number, counted.Version, counted.Whole.Answered);
        Window = new MonitorWindowId { Version = counted.Version.Version, Start = counted.Start, Length = counted.Length };
    }

    public MonitorWindowId Window { get; }

    /// <summary>Sends what was not sent yet. Whatever came twice counts once.</summary>
    /// <param name="add">Sends a part to the window of a key.</param>
    /// <returns>Parts that were refused; they are given up.</returns>
    public async Task<IReadOnlyList<string>> SendAsync(Func<string, MonitorPart, Task> add)
    {
        var refused = new List<string>();
        Write();
        while (_segments.Count > 0)
        {
            // Each goes to a window of its own, and so in any order.
            var some = _segments.Take(WindowSender.MostAtOnce).ToArray();
            await Task.WhenAll(some.Select(part => AddAsync(part.Key, part.Part)));
            for (var count = 0; count < some.Length; count++)
                _segments.Dequeue();
        }

        if (_whole is not { } whole)
            return refused;
        _counter.IntendWindow(_answered, _number, Window.Start.ToUnixTimeSeconds(), (long)Window.Length.TotalSeconds);
        if (await AddAsync(whole.Key, whole.Part))
            _counter.CommitWindow();
        else
            _counter.AbandonWindow();
        _whole = null;
        return refused;

        async Task<bool> AddAsync(string key, MonitorPart part)
        {
            try
            {
                await add(key, part);
                return true;
            }
            catch (OrleansMLException exception) when (exception.Code == ErrorCode.InvalidRequest)
            {
                // What is stored there is damaged and stays so.
                lock (refused)
                    refused.Add(exception.Message);
                return false;
            }
        }
    }

    private void Write()
    {
        if (_counted is not { } counted)
            return;

        foreach (var segment in counted.Segments)
            _segments.Enqueue(PartOf(segment.Name, segment.Window, []));
        _whole = PartOf(MonitorSegments.Whole, counted.Whole, [.. counted.Segments.Select(static segment => segment.Name).Order(StringComparer.Ordinal)]);
        _counted = null;
    }

    private (string Key, MonitorPart Part) PartOf(string segment, SegmentWindow window, string[] segments) => (
        new MonitorKey(_model, Window.Version, Window.Start, Window.Length, segment).ToString(),
        new MonitorPart { Source = _source, Number = _number, Window = window.ToArray(), Segments = segments });
}
