namespace OrleansML.Benchmarks.Monitoring;

/// <summary>What one change of prices led to.</summary>
/// <param name="Alarm">From the end of the first window of changed traffic to the opening of the alarm.</param>
/// <param name="Retraining">From that to the decision that the first step of the retraining starts.</param>
/// <param name="Rows">From the opening of the alarm to the end of that step: there are rows to train on.</param>
internal sealed record AlarmRound(TimeSpan Alarm, TimeSpan Retraining, TimeSpan Rows);
