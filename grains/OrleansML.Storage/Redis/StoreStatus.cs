namespace OrleansML.Storage.Redis;

/// <summary>How a store stands, and what is to be done about it.</summary>
/// <param name="Condition">For programs.</param>
/// <param name="Message">For operators.</param>
public sealed record StoreStatus(StoreCondition Condition, string Message);
