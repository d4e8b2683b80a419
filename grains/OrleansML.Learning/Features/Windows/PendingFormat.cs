namespace OrleansML.Learning.Features.Windows;

/// <summary>A pending event as bytes.</summary>
internal static class PendingFormat
{
    public static void Write(in PendingEvent pending, CompactWriter writer)
    {
        writer.WriteSigned(pending.EventTime.Microseconds);
        writer.WriteSigned(pending.CreatedTime.Microseconds);
        foreach (var value in pending.Values)
            writer.WriteValue(value);
    }

    public static PendingEvent Read(WindowPlan plan, ref CompactReader reader)
    {
        var eventTime = new FeatureTime(reader.ReadSigned());
        var createdTime = new FeatureTime(reader.ReadSigned());
        var values = new FeatureValue[plan.FieldNames.Length];
        foreach (ref var value in values.AsSpan())
            value = reader.ReadValue();
        return new PendingEvent(eventTime, createdTime, values);
    }
}
