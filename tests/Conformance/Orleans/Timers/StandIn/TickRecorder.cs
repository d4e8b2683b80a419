using System.Reflection;

namespace OrleansML.Conformance.Timers;

/// <summary>A grain factory whose grains do nothing but to note the reminders that they receive.</summary>
public class TickRecorder : DispatchProxy
{
    private readonly List<string> _ticks = [];

    public static IGrainFactory Create(out TickRecorder recorder)
    {
        var grains = Create<IGrainFactory, TickRecorder>();
        recorder = (TickRecorder)(object)grains;
        return grains;
    }

    public string[] Read()
    {
        lock (_ticks)
        {
            return [.. _ticks];
        }
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.ReturnType == typeof(IRemindable)
        ? new Grain(this)
        : throw new NotSupportedException($"Only reminders may call grains here, not {targetMethod}.");

    private sealed class Grain(TickRecorder recorder) : IRemindable
    {
        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            lock (recorder._ticks)
            {
                recorder._ticks.Add(reminderName);
            }

            return Task.CompletedTask;
        }
    }
}
