namespace OrleansML.Learning.Monitoring;

/// <summary>What became of an incident in one window.</summary>
/// <param name="Kind">What.</param>
/// <param name="Incident">As it is now.</param>
/// <param name="Evidence">The window that it was judged by; null where it was none.</param>
/// <param name="IsCorrection">Whether a window that had been judged before was judged again.</param>
/// <param name="Notify">Whether people are to be told.</param>
/// <param name="Act">Whether the actions of the definition are to be taken; once for each incident.</param>
/// <param name="Reason">Why, in a sentence.</param>
internal sealed record AlarmTransition(
    AlarmTransitionKind Kind, Incident Incident, AlarmEvidence? Evidence, bool IsCorrection, bool Notify, bool Act, string Reason);
