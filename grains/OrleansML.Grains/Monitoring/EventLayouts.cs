using OrleansML.Data.Monitoring;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>How the events of a version become rows, for each form that its requests have. Not for several threads.</summary>
internal sealed class EventLayouts
{
    /// <summary>Forms of one version, such as lengths of a free axis, that get columns of their own.</summary>
    public const int MostLayouts = 64;

    private readonly List<EventLayout> _known = [];
    private PredictionLayout? _bare;
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    /// <summary>The layout of an answered event; null beyond <see cref="MostLayouts"/>.</summary>
    /// <param name="answered">The event.</param>
    /// <param name="note">Told once of each thing that cannot be logged.</param>
    public EventLayout? Of(in PredictionEvent answered, Action<string> note)
    {
        var reply = answered.Reply!;
        var rows = answered.Entities?.Rows ?? RowsOf(answered.Inputs!);
        foreach (var known in _known)
        {
            if (known.Fits(answered, reply, rows))
                return known;
        }

        if (_known.Count == MostLayouts)
        {
            NoteOnce(note, FormattableString.Invariant($"its requests have more than {MostLayouts} forms; those of further ones are left out"));
            return null;
        }

        var made = new EventLayout(answered, reply, rows, reason => NoteOnce(note, reason));
        _known.Add(made);
        return made;
    }

    /// <summary>A layout without columns, for requests that failed or whose columns are left out.</summary>
    public PredictionLayout Bare(string model) => _bare ??= new PredictionLayout(model, []);

    /// <summary>Rows of a request: the first axis of its first input.</summary>
    public static int RowsOf(Tensor[] inputs) => inputs.Length == 0 || inputs[0].Shape.Length == 0 ? 1 : (int)inputs[0].Shape[0];

    private void NoteOnce(Action<string> note, string reason)
    {
        if (_noted.Add(reason))
            note(reason);
    }
}
