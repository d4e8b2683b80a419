using System.Text;
using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>
/// What was read in each epoch. It is part of the state that members share and that checkpoints hold, so that no loss of a worker can part it from the
/// weights that it speaks of.
/// </summary>
/// <param name="expected">Every row once.</param>
internal sealed class TrainingLedger(RowTally expected)
{
    private readonly List<EpochRecord> _epochs = [];
    private RowTally _read;
    private double _weights;
    private double _losses;

    /// <summary>Every epoch that ended.</summary>
    public IReadOnlyList<EpochRecord> Epochs => _epochs;

    public void AddStep(RowTally read, double weights, double losses)
    {
        _read += read;
        _weights += weights;
        _losses += losses;
    }

    public void EndEpoch(double? validationLoss)
    {
        _epochs.Add(new EpochRecord(_epochs.Count, _read, _read == expected, _losses / _weights, validationLoss));
        (_read, _weights, _losses) = (default, 0, 0);
    }

    public void Save(Stream destination)
    {
        using var writer = new BinaryWriter(destination, Encoding.UTF8, leaveOpen: true);
        Write(writer, _read);
        writer.Write(_weights);
        writer.Write(_losses);
        writer.Write(_epochs.Count);
        foreach (var epoch in _epochs)
        {
            Write(writer, epoch.Rows);
            writer.Write(epoch.EachRowOnce);
            writer.Write(epoch.Loss);
            writer.Write(epoch.ValidationLoss ?? double.NaN);
        }
    }

    public void Restore(Stream source)
    {
        using var reader = new BinaryReader(source, Encoding.UTF8, leaveOpen: true);
        _read = ReadTally(reader);
        _weights = reader.ReadDouble();
        _losses = reader.ReadDouble();
        _epochs.Clear();
        var count = reader.ReadInt32();
        for (var epoch = 0; epoch < count; epoch++)
        {
            var rows = ReadTally(reader);
            var isWhole = reader.ReadBoolean();
            var loss = reader.ReadDouble();
            var validation = reader.ReadDouble();
            _epochs.Add(new EpochRecord(epoch, rows, isWhole, loss, double.IsNaN(validation) ? null : validation));
        }
    }

    private static void Write(BinaryWriter writer, RowTally tally)
    {
        writer.Write(tally.Rows);
        writer.Write(tally.Hash);
    }

    private static RowTally ReadTally(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadUInt64());
}
