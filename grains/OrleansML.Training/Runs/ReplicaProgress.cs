namespace OrleansML.Training.Runs;

/// <summary>How far a replica has come, apart from its weights.</summary>
internal sealed class ReplicaProgress
{
    /// <summary>Steps that were applied.</summary>
    public long Step { get; set; }

    /// <summary>Epochs that were ended.</summary>
    public int EpochsEnded { get; set; }

    /// <summary>Epochs since the best one.</summary>
    public int EpochsSinceBest { get; set; }

    /// <summary>Whether no epoch follows.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Weighted losses of the present epoch's steps.</summary>
    public double EpochLoss { get; set; }

    /// <summary>Weights of the present epoch's rows.</summary>
    public double EpochWeight { get; set; }

    /// <summary>Mean loss of the last step.</summary>
    public double LastTrainingLoss { get; set; } = double.NaN;

    /// <summary>Mean validation loss of the last ended epoch.</summary>
    public double? ValidationLoss { get; set; }

    /// <summary>The lowest validation loss so far.</summary>
    public double? BestLoss { get; set; }

    /// <summary>Takes over what another holds.</summary>
    public void Become(ReplicaProgress other)
    {
        (Step, EpochsEnded, EpochsSinceBest, HasEnded) = (other.Step, other.EpochsEnded, other.EpochsSinceBest, other.HasEnded);
        (EpochLoss, EpochWeight, LastTrainingLoss) = (other.EpochLoss, other.EpochWeight, other.LastTrainingLoss);
        (ValidationLoss, BestLoss) = (other.ValidationLoss, other.BestLoss);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Step);
        writer.Write(EpochsEnded);
        writer.Write(EpochsSinceBest);
        writer.Write(HasEnded);
        writer.Write(EpochLoss);
        writer.Write(EpochWeight);
        writer.Write(LastTrainingLoss);
        writer.Write(ValidationLoss ?? double.NaN);
        writer.Write(BestLoss ?? double.NaN);
    }

    public static ReplicaProgress Read(BinaryReader reader) => new()
    {
        Step = reader.ReadInt64(),
        EpochsEnded = reader.ReadInt32(),
        EpochsSinceBest = reader.ReadInt32(),
        HasEnded = reader.ReadBoolean(),
        EpochLoss = reader.ReadDouble(),
        EpochWeight = reader.ReadDouble(),
        LastTrainingLoss = reader.ReadDouble(),
        ValidationLoss = Known(reader.ReadDouble()),
        BestLoss = Known(reader.ReadDouble()),
    };

    private static double? Known(double number) => double.IsNaN(number) ? null : number;
}
